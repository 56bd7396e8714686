/* differences.h — what two configurations say differently
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  char *path;    /* "training.epochs" */
  char *before;  /* as JSON; "nothing" if it was not there */
  char *now;
} HeedDifference;

/* HeedDifference, none if both say the same in other words; NULL if one is not JSON. */
GPtrArray *heed_differences_find     (const char      *before,
                                      const char      *now);

/* "training.epochs 1, now 2; data.pairs 200, now 300" */
char      *heed_differences_describe (const GPtrArray *differences);

G_END_DECLS
