/**
 * Runs one notebook, as a Python program. It reports on a pipe of its own: `{"cell": n}` before each cell, and at its end the
 * outcome. Written for nbclient, and for nbconvert 5, which had its own executor; papermill, `jupyter execute` and
 * later nbconverts run nbclient themselves.
 */
export const WORKER = String.raw`
import json, os, sys
job = json.loads(sys.argv[1])
pipe = os.fdopen(job["fd"], "w")
def tell(**event):
    pipe.write(json.dumps(event) + "\n")
    pipe.flush()
def done(**event):
    tell(**event)
    pipe.close()
    os._exit(0)
def tail(text, limit):
    return text if len(text) <= limit else text[-limit:]

import nbformat
try:
    if job["path"].endswith(".ipynb"):
        notebook = nbformat.read(job["path"], as_version=4)
    else:
        try:
            import jupytext
        except ImportError:
            done(outcome="no-tool", missing="jupytext")
        notebook = jupytext.read(job["path"])
except Exception as error:
    done(outcome="unreadable", name=type(error).__name__, message=tail(str(error), 2000))
for cell in notebook.cells:
    if cell.cell_type == "code":
        cell.outputs = []
        cell.execution_count = None
spec = notebook.metadata.get("kernelspec", {})
kernel = spec.get("name") or "python3"
try:
    from nbclient import NotebookClient as Base
    is_client = True
except ImportError:
    from nbconvert.preprocessors import ExecutePreprocessor as Base
    is_client = False
class Runner(Base):
    async def async_execute_cell(self, cell, cell_index, *rest, **options):
        tell(cell=cell_index + 1)
        return await super().async_execute_cell(cell, cell_index, *rest, **options)
    def preprocess_cell(self, cell, resources, cell_index, *rest, **options):
        tell(cell=cell_index + 1)
        return super().preprocess_cell(cell, resources, cell_index, *rest, **options)
resources = {"metadata": {"path": os.getcwd()}}
failure = None
try:
    if is_client:
        Runner(notebook, timeout=None, kernel_name=kernel, resources=resources).execute()
    else:
        Runner(timeout=None, kernel_name=kernel).preprocess(notebook, resources)
except Exception as error:
    failure = error
if job.get("out"):
    nbformat.write(notebook, job["out"])
if failure is None:
    done(outcome="passed")
name = type(failure).__name__
if name == "NoSuchKernel" or isinstance(failure, FileNotFoundError):
    done(outcome="no-kernel", kernel=kernel)
for index, cell in enumerate(notebook.cells):
    if cell.cell_type != "code" or "raises-exception" in cell.metadata.get("tags", []):
        continue
    for output in cell.outputs:
        if output.output_type == "error":
            done(outcome="error", cell=index + 1, name=tail(output.ename, 200), message=tail(output.evalue, 2000),
                 traceback=tail("\n".join(output.traceback), 12000))
if name == "DeadKernelError" or "ernel died" in str(failure):
    done(outcome="kernel-died")
done(outcome="error", name=name, message=tail(str(failure), 2000))
`;
