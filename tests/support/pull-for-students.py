"""Follows launch links by nbgitpuller's own GitPuller, for many students in one process.

Reads from standard input one JSON list of {"root", "repo", "branch", "folder"}: the root of a student's files, and
what a launch link says. Prints one JSON list, in the same order, of null, or of what nbgitpuller would tell.
"""
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor

from nbgitpuller.pull import GitPuller


def pull(job):
    try:
        puller = GitPuller(job['repo'], os.path.join(job['root'], job['folder']), branch=job['branch'])
        for _ in puller.pull():
            pass
        return None
    except Exception as error:
        return f'{type(error).__name__}: {error}'


with ThreadPoolExecutor(4) as threads:
    print(json.dumps(list(threads.map(pull, json.load(sys.stdin)))))
