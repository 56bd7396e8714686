/* standard-files.c — input, output and errors, also where there are none
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whoever starts a program may have closed the files 0, 1 and 2. The next file
 * that is opened then gets such a number, be it GLib's own for waking threads or
 * a model, and whoever reads input or writes an error reads or writes there.
 */

#include "app/core/standard-files.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/**
 * heed_standard_files_open:
 *
 * Opens an empty file for each that is closed. It is for reading alone, so that
 * input ends at once, and what is written is an error instead of lost.
 *
 * Thread:  the first, before there are others
 */
void
heed_standard_files_open (void)
{
  for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
    {
      if (fcntl (file, F_GETFD) >= 0 || errno != EBADF)
        continue;

      /* The lowest number that is free is this one. */
      if (open ("/dev/null", O_RDONLY) < 0)
        return;
    }
}
