"""Heavy steps: many items through a pure function, in worker processes that can be ended.

Here belong the engine, which makes batches, keeps what is finished and says what failed, and the worker process itself.
What the function does is the stages' own.
"""
