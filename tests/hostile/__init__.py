"""Hostile input: cases listed in ``cases.yaml``, made here, run as whole processes.

python -m tests.hostile                 run all, write layout/HOSTILE.md
python -m tests.hostile spec pdf-noise  run kinds or single cases, write nothing
"""
