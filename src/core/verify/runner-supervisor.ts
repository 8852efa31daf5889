/**
 * Prepares, watches and ends a run, as a Python program. It starts the worker in a process of its own, which the kernel's
 * out-of-memory killer takes first, so that it is there to say what happened: memory and processes are counted by
 * the container's control group (versions 1 and 2), else memory is limited by `RLIMIT_DATA`.
 */
export const SUPERVISOR = String.raw`
import os, resource, select, shutil, signal, stat, subprocess, sys, tempfile, time

def emit(event, **fields):
    fields["event"] = event
    data = ("\n%s %s\n" % (JOB["mark"], json.dumps(fields))).encode("utf-8", "replace")
    while data:
        data = data[os.write(1, data):]

def read(*paths):
    for path in paths:
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                return file.read()
        except OSError:
            pass
    return ""

def count(text, name):
    for line in text.split("\n"):
        parts = line.split()
        if len(parts) == 2 and parts[0] == name and parts[1].isdigit():
            return int(parts[1])
    return 0

GROUP = "/sys/fs/cgroup/"
def memory_hits():
    return count(read(GROUP + "memory.events", GROUP + "memory/memory.oom_control"), "oom_kill")
def process_hits():
    return count(read(GROUP + "pids.events", GROUP + "pids/pids.events"), "max")
def memory_limit():
    text = read(GROUP + "memory.max", GROUP + "memory/memory.limit_in_bytes").strip()
    return int(text) if text.isdigit() else None
def process_limit():
    text = read(GROUP + "pids.max", GROUP + "pids/pids.max").strip()
    return int(text) if text.isdigit() else None

def held_memory():
    total = 0
    page = resource.getpagesize()
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) != os.getpid():
            parts = read("/proc/" + name + "/statm").split()
            total += int(parts[1]) * page if len(parts) > 1 else 0
    return total

# Nobody who counts how many processes there may be is refused one this often.
MANY_HITS = 1000
LIMIT = memory_limit()
IS_GROUP = LIMIT is not None and LIMIT <= JOB["memoryBytes"] * 1.05
def prepare():
    os.setsid()
    try:
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")
    except OSError:
        pass
    if not IS_GROUP:
        resource.setrlimit(resource.RLIMIT_DATA, (JOB["memoryBytes"], JOB["memoryBytes"]))

def interpreters():
    found = [sys.executable]
    for name in ("jupyter-execute", "papermill", "jupyter-nbconvert", "jupyter"):
        path = shutil.which(name)
        if path is not None:
            with open(path, "rb") as file:
                line = file.readline(400).decode("utf-8", "replace").strip()
            if line.startswith("#!/") and line[2:].split()[0] not in found:
                found.append(line[2:].split()[0])
    return found

MODULES = ["nbclient", "nbconvert", "nbformat", "papermill", "jupytext", "nbgitpuller", "jupyter_server", "notebook", "jupyterlab"]
PROBE = "import importlib.util as u, json, sys; print(json.dumps({m: u.find_spec(m) is not None for m in sys.argv[1:]}))"
def probe():
    known = []
    for python in interpreters():
        try:
            text = subprocess.check_output([python, "-c", PROBE] + MODULES, stderr=subprocess.DEVNULL, timeout=60)
            known.append((python, json.loads(text.decode())))
        except (OSError, ValueError, subprocess.SubprocessError):
            pass
    return known

# Names as pip compares them (PEP 503), so that a package that conda installed is not listed a second time.
PACKAGES = """
import glob, json, os, re, sys
found = {}
def add(name, version):
    if name and version:
        found.setdefault(re.sub("[-_.]+", "-", str(name)).strip("-").lower(), str(version))
for path in glob.glob(os.path.join(sys.prefix, "conda-meta", "*.json")):
    parts = os.path.basename(path)[:-5].rsplit("-", 2)
    if len(parts) == 3:
        add(parts[0], parts[1])
try:
    from importlib.metadata import distributions
    for each in distributions():
        add(each.metadata["Name"], each.version)
except ImportError:
    import pkg_resources
    for each in pkg_resources.working_set:
        add(each.project_name, each.version)
print(json.dumps(found))
"""
def packages(pythons):
    found = {}
    for python in pythons:
        try:
            text = subprocess.check_output([python, "-c", PACKAGES], stderr=subprocess.DEVNULL, timeout=60)
            found = dict(json.loads(text.decode()), **found)
        except (OSError, ValueError, subprocess.SubprocessError):
            pass
    return found

def place_content(folder):
    base = os.getcwd()
    if not os.access(base, os.W_OK) or os.path.lexists(os.path.join(base, folder)):
        base = tempfile.mkdtemp()
    target = os.path.join(base, folder)
    shutil.copytree(JOB["mount"], target, symlinks=True)
    for parent, folders, files in os.walk(target):
        for path in [parent] + [os.path.join(parent, name) for name in files]:
            if not os.path.islink(path):
                os.chmod(path, stat.S_IMODE(os.stat(path).st_mode) | (0o700 if path == parent else 0o600))
    return target

def watch(arguments, folder, keep, pipe=None):
    output, errors = os.pipe()
    os.set_inheritable(errors, True)
    started = time.monotonic()
    child = subprocess.Popen(arguments, cwd=folder, stdin=subprocess.DEVNULL, stdout=errors if keep else subprocess.DEVNULL,
                             stderr=errors, preexec_fn=prepare, pass_fds=[pipe[1]] if pipe else [])
    os.close(errors)
    waiting = [output]
    lines = b""
    tail = b""
    if pipe:
        os.close(pipe[1])
        waiting.append(pipe[0])
    peak = 0
    timed_out = False
    ended = None
    while True:
        for ready in select.select(waiting, [], [], 0.1)[0]:
            data = os.read(ready, 65536)
            if not data:
                waiting.remove(ready)
            elif ready == output:
                tail = (tail + data)[-8000:]
            else:
                lines += data
        peak = max(peak, held_memory())
        if child.poll() is not None:
            # What it started may hold the pipes open; a moment is enough for what is in them.
            ended = ended or time.monotonic()
            if not waiting or time.monotonic() - ended > 0.5:
                break
        elif time.monotonic() - started > JOB["timeoutS"] or process_hits() > MANY_HITS:
            timed_out = process_hits() <= MANY_HITS
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            break
    peak = max(peak, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
    # Pages that forked processes share are counted for each of them.
    peak = min(peak, LIMIT) if IS_GROUP else peak
    events = []
    for line in lines.decode("utf-8", "replace").split("\n"):
        try:
            events.append(json.loads(line))
        except ValueError:
            pass
    return {"status": child.returncode, "timedOut": timed_out, "peakMemoryBytes": peak, "events": events,
            "durationMs": int((time.monotonic() - started) * 1000), "output": tail.decode("utf-8", "replace"),
            "memoryHits": memory_hits(), "processHits": process_hits()}

def main():
    known = probe()
    able = [(python, has) for python, has in known if has["nbformat"] and (has["nbclient"] or has["nbconvert"])]
    has_any = lambda *names: any(has[name] for _, has in known for name in names)
    emit("facts", user=os.getuid(), hasGit=shutil.which("git") is not None, hasNbgitpuller=has_any("nbgitpuller"),
         hasServer=has_any("jupyter_server", "notebook", "jupyterlab"),
         memoryLimit="group" if IS_GROUP else "process", processLimit="group" if process_limit() else "none")
    task = JOB["task"]
    if task["kind"] == "inspect":
        emit("packages", packages=packages([python for python, _ in known]))
        return
    if task["kind"] == "command":
        result = watch(["/bin/sh", "-c", task["command"]], os.getcwd(), True)
        emit("result", outcome="passed" if result["status"] == 0 else "error", **result)
        return
    if not able:
        emit("result", outcome="no-tool", missing="nbclient")
        return
    python, has = able[0]
    target = place_content(task["folder"])
    folder, name = os.path.split(os.path.join(target, task["path"]))
    job = {"path": name}
    pipe = os.pipe()
    os.set_inheritable(pipe[1], True)
    job["fd"] = pipe[1]
    if JOB["keepsOutputs"]:
        job["out"] = os.path.join(tempfile.mkdtemp(), "executed.ipynb")
    result = watch([python, "-c", JOB["worker"], json.dumps(job)], folder, False, pipe)
    events = result.pop("events")
    last = dict(events[-1]) if events else {}
    cell = next((event["cell"] for event in reversed(events) if list(event) == ["cell"]), None)
    merged = dict({"outcome": "ended", "cell": cell}, **{key: value for key, value in last.items() if value is not None})
    if JOB["keepsOutputs"] and os.path.exists(job["out"]) and os.path.getsize(job["out"]) < 10000000:
        emit("notebook", text=read(job["out"]))
    emit("result", tool="nbclient" if has["nbclient"] else "nbconvert", **dict(result, **merged))

try:
    main()
except OSError as error:
    emit("result", outcome="no-space" if error.errno == 28 else "broken", message=str(error)[-500:])
except Exception as error:
    emit("result", outcome="broken", message=(type(error).__name__ + ": " + str(error))[-500:])
sys.stdout.flush()
os._exit(0)
`;
