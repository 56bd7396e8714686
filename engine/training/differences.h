/* differences.h — the differences between two configurations
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  char *path;    /* "training.epochs" */
  char *before;  /* as JSON; "nothing" if it was absent */
  char *now;
} HeedDifference;

/* Returns HeedDifferences; empty if both have the same values; NULL if one is not valid JSON. */
GPtrArray *heed_differences_find     (const char      *before,
                                      const char      *now);

/* Returns text such as "training.epochs 1, now 2; data.pairs 200, now 300". */
char      *heed_differences_describe (const GPtrArray *differences);

G_END_DECLS
