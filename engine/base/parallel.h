/* parallel.h — a few threads that share the parts of a task
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HeedParallel HeedParallel;

/* Does one part of the work; part counts from 0. */
typedef void (*HeedParallelFunc) (guint    part,
                                  gpointer user_data);

HeedParallel *heed_parallel_new           (guint             n_threads);
void          heed_parallel_free          (HeedParallel     *parallel);

/* Calls function once for every part below n_parts and returns when all are done. The result of a
 * part must not depend on which thread computes it. May be called from any thread. */
void          heed_parallel_run           (HeedParallel     *parallel,
                                           guint             n_parts,
                                           HeedParallelFunc  function,
                                           gpointer          user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedParallel, heed_parallel_free)

G_END_DECLS
