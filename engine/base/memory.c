/* memory.c — checks that an allocation whose size comes from a file fits into memory
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file can claim any size, and the system overcommits memory, so the size is
 * checked before anything is allocated.
 */

#include "engine/base/memory.h"

#include <unistd.h>

#include "engine/heed.h"

gboolean
heed_memory_take (guint64     *n_taken,
                  guint64      n_bytes,
                  const char  *what,
                  GError     **error)
{
  guint64 n_all = (guint64) sysconf (_SC_PHYS_PAGES) * (guint64) sysconf (_SC_PAGESIZE);

  if (n_bytes <= n_all - MIN (n_all, *n_taken))
    {
      *n_taken += n_bytes;
      return TRUE;
    }

  g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
               "%s: expected what fits into %" G_GUINT64_FORMAT
               " MB of memory, found %" G_GUINT64_FORMAT " MB more",
               what, n_all >> 20, n_bytes >> 20);

  return FALSE;
}
