#!/usr/bin/python3
"""A short walk of the robot in every run; ./test --robot EVENTS takes a longer one.

    test-robot.py BUILD PREFIX
"""

import robot
import tap
from installation import install

EVENTS = 300
SEED = 11


def test_presses_whatever_comes():
    middle, end = robot.run(EVENTS, SEED)
    print(f'# {EVENTS} events, seed {SEED}: {middle:.0f} MB in the middle, {end:.0f} MB at the end')


if __name__ == '__main__':
    install()
    tap.run(globals(), '/system/robot')
