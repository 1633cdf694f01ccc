// Runs a Python program in Pyodide under Node: pyodide.mjs PYODIDE REPOSITORY PROGRAM.
// PYODIDE is a folder that `python -m tests.support.pyodide_folder` makes, or a release of Pyodide, unpacked.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, repository, program] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const pyodide = await loadPyodide({ packageCacheDir: folder });
await pyodide.loadPackage(["ipython", "numpy", "matplotlib", "pillow", "scikit-learn", "platformdirs"], { messageCallback: () => {} });
pyodide.FS.mkdir("/repository");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: repository }, "/repository");
pyodide.runPython("import sys; sys.path.insert(0, '/repository')");
await pyodide.runPythonAsync(readFileSync(program, "utf-8"));
