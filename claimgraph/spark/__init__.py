"""A build on Apache Spark: the same steps, a map over reports and a reduce per scope, on whatever machines Spark has.

Files are read where the work is done, so every machine must have them under the same path, and this version of
claimgraph. Pieces come back in the order of the scopes' hashes, bucket by bucket.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import chdir, contextmanager, nullcontext
from functools import partial
from importlib import import_module
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, Any

from claimgraph import files, pipeline, workers
from claimgraph.facts import scope
from claimgraph.pipeline import Counts, Read, Settings, Tail, Told
from claimgraph.problems import ClaimgraphError, shown
from claimgraph.records import flat, packed, report, unpacked
from claimgraph.spark import java
from claimgraph.spool import MOST_BUCKETS, Spool, bucket, buckets_for, by_scope
from claimgraph.version import VERSION

MASTER = re.compile(r"local(?:\[(?:[1-9][0-9]*|\*)\])?|spark://\S+|yarn|k8s://\S+")
_HERE = re.compile(r"local\b.*|spark://(?:localhost|127(?:\.\d+){3}|\[::1\]):\d+")
_PER_CORE = 4
_FEW = 8
"""Buckets where another build has one: Java, which passes them on whole, has a gigabyte unless it is told otherwise."""

_PATIENCE = 10
ALONE = 120.0
"""Seconds without a single worker after which a build is given up. Spark would wait for ever, and say nothing."""

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

        if any(file.path == files.STDIN for file in found):
            raise ClaimgraphError("Spark's workers cannot read this machine's standard input; give files or folders")
        # At first Spark may not know of its workers yet, and so of few cores.
        slices = max(_PER_CORE * int(self._context.defaultParallelism), len(found) // workers.CHUNK)
        self._buckets = min(MOST_BUCKETS, max(buckets_for(_FEW * len(found)), slices))
        folder = "" if all(os.path.isabs(file.path) for file in found) else os.getcwd()
        read = self._context.parallelize(found, min(slices, max(1, len(found)))).mapPartitions(
            partial(_read, self._order.settings, VERSION, self._buckets, folder)
        )
        read.persist(StorageLevel.MEMORY_AND_DISK)
        self._records = read.flatMap(_record)
        return Read(read.map(_told).collect())

    def make(self, takers: Sequence[workers.Place]) -> workers.Made:
        """Make every block, and hand its pieces to the takers in order."""
        counts, tail = Counts(), Tail(self._order.settings.curated)
        from pyspark import StorageLevel

        made = self._records.partitionBy(self._buckets, int).mapPartitions(partial(_make, self._order))
        # All workers at once: in order, and so no more than two at a time, the buckets are only fetched.
        made.persist(StorageLevel.DISK_ONLY).count()
        for each in made.toLocalIterator(prefetchPartitions=True):
            if isinstance(each, workers.Made):
                counts += each.counts
                tail.absorb(each.tail)
            else:
                rank, piece = each
                takers[rank].take(piece)
        return workers.Made(counts, tail)


def _read(settings: Settings, version: str, buckets: int, folder: str, found: Iterable[files.File]) -> Iterator[Parsed]:
    """Read files, on a machine of Spark's; from this folder if their paths are relative to one."""
    if version != VERSION:
        raise RuntimeError(f"this machine has claimgraph {VERSION}, the one that asks has {version}")
    with chdir(folder) if folder else nullcontext():
        for file in found:
            spool = Spool()
            told = pipeline.fill(spool, [file], settings).files[0]
            kept = [(own, each) for own, reports in spool.scopes() for each in reports]
            yield told, [(bucket(own.hash, buckets), packed(flat(each))) for own, each in kept]


def _told(read: Parsed) -> Told:
    return read[0]


def _record(read: Parsed) -> list[Record]:
    return read[1]


def _make(order: workers.Order, records: Iterable[Record]) -> Iterator[tuple[int, bytes] | workers.Made]:
    """The pieces of a bucket's scopes, each with the rank of its target, and then what the bucket came to."""
    reports = [report(plain) for _, data in records for plain in unpacked(BytesIO(data))]
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
        raise ClaimgraphError('--on needs Spark: install "claimgraph[spark]", and Java 17 or later') from error
    java.find_java()
    conf = _conf(master)
    with TemporaryFile() as heard, java.hushed():
        try:
            with (
                java.gateway(conf, heard) as gateway,
                java.missed(gateway.proc),
                _context(conf, gateway) as context,
                _watched(context) as missing,
            ):
                try:
                    yield Cluster(order, context)
                except py4j.Py4JJavaError as error:
                    causes = _causes(error.java_exception)
                    raise ClaimgraphError(" ".join(missing) or _said(causes, heard)) from error
        except (py4j.Py4JError, PySparkException) as error:
            raise ClaimgraphError(_said(str(error), heard)) from error


def _conf(master: str) -> Any:
    """Settings under which Spark says little, and on this machine alone listens to no other."""
    from pyspark import SparkConf

    conf = SparkConf().setMaster(master).setAppName("claimgraph")
    # Java only passes on what Python makes: to optimize it costs more than it gains. What a user sets comes after this.
    conf.set("spark.driver.defaultJavaOptions", "-XX:TieredStopAtLevel=1")
    conf.set("spark.ui.enabled", "false").set("spark.log.level", "ERROR").set("spark.ui.showConsoleProgress", "false")
    if _HERE.fullmatch(master):
        conf.set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1")
    return conf


@contextmanager
def _context(conf: Any, gateway: Any) -> Iterator[Any]:
    """A connection to Spark."""
    from pyspark import SparkContext

    handler = signal.getsignal(signal.SIGINT)
    context = SparkContext(conf=conf, gateway=gateway)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, handler)  # Spark's own speaks to Java in the middle of another word
    heeded: Any = context._accumulatorServer
    heeded.handle_error = lambda *_: None  # it would print that Java has hung up
    if _HERE.fullmatch(str(context.master)):
        context.pythonExec = os.environ.get("PYSPARK_PYTHON", sys.executable)
    try:
        yield context
    except BaseException as error:
        java.leave(gateway, error)
        raise
    finally:
        if gateway.proc.poll() is not None:
            context._jsc = None  # nobody to say goodbye to
        context.stop()


@contextmanager
def _watched(context: Any) -> Iterator[list[str]]:
    """Give up when there has been no worker for long; then the reason is in the list."""
    ended, missing = threading.Event(), list[str]()
    if str(context.master).startswith("spark://"):
        threading.Thread(target=_watch, args=(context, ended, missing), daemon=True).start()
    try:
        yield missing
    finally:
        ended.set()


def _watch(context: Any, ended: threading.Event, missing: list[str]) -> None:
    alone, step = 0.0, min(2.0, ALONE)
    error = import_module("py4j.protocol").Py4JError
    while not ended.wait(step):
        try:
            machines = len(context._jsc.sc().statusTracker().getExecutorInfos()) - 1  # the one that asks is among them
            alone = 0 if machines else alone + step
            if alone >= ALONE:
                missing.append(f"no worker of {context.master} has been free for this build for {alone:.0f} s")
                context.cancelAllJobs()
                return
        except (error, ConnectionError, AttributeError):  # Java has gone; whoever waits for it is told
            return


def _causes(thrown: Any) -> str:
    """What an exception of Java's says, and what those say that brought it about."""
    said = []
    while thrown is not None:
        said.append(str(thrown))
        thrown = thrown.getCause()
    return "\n".join(said)


def _said(complaint: str, heard: IO[bytes]) -> str:
    """What went wrong: the last error of Python's in a long complaint, or its first line and what Java said at last."""
    if re.search(r"SparkContext has been shutdown|stopped SparkContext|SparkEnv\$", complaint):
        return "Spark: the build was ended from there, or what answers is no Spark master"
    lines = [line.strip() for line in complaint.split("\n") if line.strip()]
    ours = [line for line in lines if re.match(r"[\w.]*(?:Error|Exception): ", line) and "py4j" not in line]
    if ours:
        return f"Spark: {shown(ours[-1])}"
    heard.seek(0)
    told = [line for line in heard.read().decode("utf-8", "replace").split("\n") if line.strip()]
    return shown(" ".join(["Spark:", *lines[:1], *([line for line in told if "ERROR" in line] or told)[-1:]]))


def _check(master: str) -> None:
    """Refuse what is no master, or one that nobody answers for: Spark itself would try for a minute."""
    if "PYSPARK_GATEWAY_PORT" in os.environ:
        raise ClaimgraphError("claimgraph starts Spark itself; call it without spark-submit, and with --on")
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
