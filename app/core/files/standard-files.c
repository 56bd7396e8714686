/* standard-files.c — making sure that the standard input, output and error files are open
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program may be started with the file descriptors 0, 1 and 2 closed. The next file
 * that is opened then gets one of these numbers, for example one of GLib's internal
 * files or a model, and reading input or printing an error would access that file.
 */

#include "app/core/files/standard-files.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/**
 * heed_standard_files_open:
 *
 * Opens /dev/null for each one that is closed. It is opened for reading only, so that
 * input ends at once, and writing fails instead of losing the output.
 *
 * Thread:  main, before other threads are started
 */
void
heed_standard_files_open (void)
{
  for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
    {
      if (fcntl (file, F_GETFD) >= 0 || errno != EBADF)
        continue;

      /* open() returns the lowest free descriptor, which is this one. */
      if (open ("/dev/null", O_RDONLY) < 0)
        return;
    }
}
