/* sweep-lines.h — the output lines of heed-cli sweep
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/links/sweep.h"

G_BEGIN_DECLS

typedef struct {
  gboolean is_json;
  gboolean has_regions;    /* also prints the error rates of the thirds of a target */
  gboolean is_agreement;   /* trials were compared with occlusion: no rule and no error rate */
} HeedSweepForm;

/* All lines have their line end. JSON has no header: "". */
const char *heed_sweep_lines_get_header (const HeedSweepForm  *form);
char       *heed_sweep_lines_dup_way    (const HeedSweepForm  *form,
                                         const HeedSweepTrial *way);
char       *heed_sweep_lines_dup_set    (const HeedSweepForm  *form,
                                         const HeedSweepSet   *set);

G_END_DECLS
