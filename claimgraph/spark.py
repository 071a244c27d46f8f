"""A build on Apache Spark: the same steps, a map over reports and a reduce per scope, on whatever machines Spark has.

Files are read where the work is done, so every machine must have them under the same path, and this version of
claimgraph. Pieces come back in the order of the scopes' hashes, bucket by bucket.
"""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from tempfile import TemporaryFile
from typing import IO, Any

from claimgraph import files, pipeline, workers
from claimgraph.facts import scope
from claimgraph.pipeline import Counts, Read, Settings, Tail, Told
from claimgraph.problems import ClaimgraphError, shown
from claimgraph.records import flat, packed, report, unpacked
from claimgraph.spool import MOST_BUCKETS, Spool, bucket, buckets_for, by_scope
from claimgraph.version import VERSION

MASTER = re.compile(r"local(?:\[(?:\d+|\*)\])?|spark://\S+|yarn|k8s://\S+")
_HERE = re.compile(r"local\b.*|spark://(?:localhost|127(?:\.\d+){3}|\[::1\]):\d+")
_PER_CORE = 4
_PATIENCE = 10

Record = tuple[int, bytes]
"""A report on its way: the bucket of its scope, and the report packed."""

Parsed = tuple[Told, list[Record]]
"""What reading a file came to, and its report, if there is one."""


class Cluster:
    """Reads files and gives blocks' pieces, on the machines of a Spark context."""

    def __init__(self, order: workers.Order, context: Any) -> None:
        self._order = order
        self._context = context
        self._records: Any = None
        self._buckets = 1

    def read(self, found: Sequence[files.File]) -> Read:
        """Read every file; the reports are kept, where they were read, for :meth:`make`."""
        from pyspark import StorageLevel

        slices = _PER_CORE * max(1, int(self._context.defaultParallelism))
        self._buckets = min(MOST_BUCKETS, max(buckets_for(len(found)), slices))
        read = self._context.parallelize(found, min(slices, max(1, len(found)))).mapPartitions(
            partial(_read, self._order.settings, VERSION, self._buckets)
        )
        read.persist(StorageLevel.MEMORY_AND_DISK)
        self._records = read.flatMap(_record)
        return Read(read.map(_told).collect())

    def make(self, takers: Sequence[workers.Place]) -> workers.Made:
        """Make every block, and hand its pieces to the takers in order."""
        counts, tail = Counts(), Tail(self._order.settings.curated)
        made = self._records.partitionBy(self._buckets, int).mapPartitions(partial(_make, self._order))
        for each in made.toLocalIterator(prefetchPartitions=True):
            if isinstance(each, workers.Made):
                counts += each.counts
                tail.share(each.tail.shared)
                tail.seen |= each.tail.seen
            else:
                rank, piece = each
                takers[rank].take(piece)
        return workers.Made(counts, tail)


def _read(settings: Settings, version: str, buckets: int, found: Iterable[files.File]) -> Iterator[Parsed]:
    """Read files, on a machine of Spark's."""
    if version != VERSION:
        raise RuntimeError(f"this machine has claimgraph {VERSION}, the one that asks has {version}")
    for file in found:
        spool = Spool()
        told = pipeline.fill(spool, [file], settings).files[0]
        yield told, [(bucket(own.hash, buckets), packed(flat(each))) for own, kept in spool.scopes() for each in kept]


def _told(read: Parsed) -> Told:
    return read[0]


def _record(read: Parsed) -> list[Record]:
    return read[1]


def _make(order: workers.Order, records: Iterable[Record]) -> Iterator[tuple[int, bytes] | workers.Made]:
    """The pieces of a bucket's scopes, each with the rank of its target, and then what the bucket came to."""
    reports = [report(plain) for _, data in records for plain in unpacked(data)]
    pieces: list[tuple[int, bytes]] = []
    takes = [partial(_put, pieces, rank) for rank, _ in enumerate(order.makers())]
    made = workers.make(by_scope([(scope(each), each) for each in reports]), order, takes)
    yield from pieces
    yield made


def _put(pieces: list[tuple[int, bytes]], rank: int, piece: bytes) -> None:
    pieces.append((rank, piece))


@contextmanager
def workshop(order: workers.Order, master: str) -> Iterator[Cluster]:
    """A cluster to build on; what was started for it is ended afterwards.

    Raises :class:`ClaimgraphError` where Spark is not installed, or fails.
    """
    _check(master)
    try:
        from pyspark.errors import PySparkException

        py4j = import_module("py4j.protocol")  # Spark's own way to Java, and part of it
    except ImportError as error:
        raise ClaimgraphError('--on needs Spark: install "claimgraph[spark]", and Java') from error
    conf = _conf(master)
    with TemporaryFile() as heard:
        try:
            with _gateway(conf, heard) as gateway:
                try:
                    with _context(conf, gateway) as context:
                        yield Cluster(order, context)
                except py4j.Py4JJavaError as error:
                    raise ClaimgraphError(_said(_causes(error.java_exception), heard)) from error
        except (py4j.Py4JError, PySparkException, ConnectionError) as error:
            raise ClaimgraphError(_said(str(error), heard)) from error


def _conf(master: str) -> Any:
    """Settings under which Spark says little, and on this machine alone listens to no other."""
    from pyspark import SparkConf

    conf = SparkConf().setMaster(master).setAppName("claimgraph")
    conf.set("spark.ui.enabled", "false").set("spark.log.level", "ERROR").set("spark.ui.showConsoleProgress", "false")
    if _HERE.fullmatch(master):
        conf.set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1")
    return conf


@contextmanager
def _gateway(conf: Any, heard: IO[bytes]) -> Iterator[Any]:
    """A Java process of our own, whose many words go to a file."""
    from pyspark import SparkContext

    gateway = import_module("pyspark.java_gateway").launch_gateway(conf, {"stdout": heard, "stderr": heard})
    try:
        yield gateway
    finally:
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait()
        SparkContext._gateway = SparkContext._jvm = None  # lest the next one speak to one that is gone


@contextmanager
def _context(conf: Any, gateway: Any) -> Iterator[Any]:
    """A connection to Spark."""
    from pyspark import SparkContext

    context = SparkContext(conf=conf, gateway=gateway)
    if _HERE.fullmatch(str(context.master)):
        context.pythonExec = os.environ.get("PYSPARK_PYTHON", sys.executable)
    try:
        yield context
    finally:
        context.stop()


def _causes(thrown: Any) -> str:
    """What an exception of Java's says, and what those say that brought it about."""
    said = []
    while thrown is not None:
        said.append(str(thrown))
        thrown = thrown.getCause()
    return "\n".join(said)


def _said(complaint: str, heard: IO[bytes]) -> str:
    """What went wrong: the last error of Python's in a long complaint, or its first line and what Java said at last."""
    lines = [line.strip() for line in complaint.split("\n") if line.strip()]
    ours = [line for line in lines if re.match(r"[\w.]*(?:Error|Exception): ", line) and "py4j" not in line]
    if ours:
        return f"Spark: {shown(ours[-1])}"
    heard.seek(0)
    told = [line for line in heard.read().decode("utf-8", "replace").split("\n") if line.strip()]
    return shown(" ".join(["Spark:", *lines[:1], *([line for line in told if "ERROR" in line] or told)[-1:]]))


def _check(master: str) -> None:
    """Refuse what is no master, or one that nobody answers for: Spark itself would try for a minute."""
    if not MASTER.fullmatch(master):
        raise ClaimgraphError(f"{shown(master)} is no Spark master; give spark://HOST:PORT, local[N], yarn or k8s://…")
    places = master.removeprefix("spark://").split(",") if master.startswith("spark://") else []
    for place in places:
        host, _, port = place.rpartition(":")
        try:
            socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()
        except (OSError, ValueError, OverflowError):
            continue
        return
    if places:
        raise ClaimgraphError(f"no Spark master answers at {shown(master)}")
