"""What is remembered belongs to the objects that it was computed from."""

import gc
import weakref

from studio_app.engine.memory import Attached, Memory


class Thing:
    """Something that can be pointed at weakly."""


def test_memory_answers_for_the_same_objects_only() -> None:
    memory: Memory[list[int]] = Memory(4)
    one, other = Thing(), Thing()
    first = memory.get((one,), "detail", lambda: [1])
    assert memory.get((one,), "detail", lambda: [2]) is first
    assert memory.get((other,), "detail", lambda: [3]) == [3]
    assert memory.get((one,), "another", lambda: [4]) == [4]


def test_memory_forgets_the_least_recently_used() -> None:
    memory: Memory[int] = Memory(2)
    things = [Thing() for _ in range(3)]
    memory.get((things[0],), None, lambda: 0)
    memory.get((things[1],), None, lambda: 1)
    memory.get((things[0],), None, lambda: -1)
    memory.get((things[2],), None, lambda: 2)
    assert memory.get((things[0],), None, lambda: -1) == 0
    assert memory.get((things[1],), None, lambda: -1) == -1


def test_memory_keeps_its_objects_so_that_no_identity_is_used_twice() -> None:
    memory: Memory[int] = Memory(1)
    thing = Thing()
    gone = weakref.ref(thing)
    memory.get((thing,), None, lambda: 1)
    del thing
    gc.collect()
    assert gone() is not None
    memory.get((Thing(),), None, lambda: 2)
    gc.collect()
    assert gone() is None


def test_attached_goes_with_its_owner() -> None:
    attached: Attached[Thing] = Attached()
    owner = Thing()
    kept = weakref.ref(attached.get(owner, None, Thing))
    assert kept() is not None
    del owner
    gc.collect()
    assert kept() is None


def test_attached_keeps_the_last_few_details() -> None:
    attached: Attached[int] = Attached(size=2)
    owner = Thing()
    assert [attached.get(owner, detail, lambda value=detail: value) for detail in (1, 2, 3)] == [1, 2, 3]
    assert attached.get(owner, 3, lambda: -1) == 3
    assert attached.get(owner, 1, lambda: -1) == -1
