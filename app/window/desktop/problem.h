/* problem.h — error messages for the user
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  char *title;   /* one sentence, translated */
  char *detail;  /* advice if there is any, then the error: "…: expected …, found …" */
} HeedProblem;

void heed_problem_describe_open   (HeedProblem  *problem,
                                   const char   *path,
                                   const GError *error);
void heed_problem_describe_decode (HeedProblem  *problem,
                                   const GError *error);
void heed_problem_clear           (HeedProblem  *problem);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedProblem, heed_problem_clear)

G_END_DECLS
