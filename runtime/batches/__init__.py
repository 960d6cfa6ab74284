"""Heavy steps: many items through a pure function, in worker processes that can be ended.

Here belong the engine, which says what is due and keeps what is finished; `local` and `cluster`, which hand batches to
processes of this machine and to Ray; and the worker process itself. What the function does is the stages' own.
"""
