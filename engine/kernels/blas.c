/* blas.c — OpenBLAS, as far as Heed needs it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * OpenBLAS's own threads are switched off: two pools that spin on the same
 * cores cost more than either gains, and Heed splits its work higher up, where
 * the parts are larger. Debian's serial build of the library computes wrong
 * numbers when two threads call it at once, so there a lock stands before it.
 */

#include "engine/kernels/blas.h"

#include <cblas.h>

static gboolean needs_lock;
static GMutex lock;

/* Before main, so that no thread has called yet. */
__attribute__ ((constructor)) static void
set_up_blas (void)
{
  openblas_set_num_threads (1);
  needs_lock = openblas_get_parallel () == OPENBLAS_SEQUENTIAL;
}

void
heed_blas_gemm (gboolean     transpose_a,
                gboolean     transpose_b,
                gsize        m,
                gsize        n,
                gsize        k,
                const float *a,
                const float *b,
                float        keep,
                float       *c)
{
  if (needs_lock)
    g_mutex_lock (&lock);

  cblas_sgemm (CblasRowMajor,
               transpose_a ? CblasTrans : CblasNoTrans,
               transpose_b ? CblasTrans : CblasNoTrans,
               (blasint) m, (blasint) n, (blasint) k,
               1.0f, a, (blasint) (transpose_a ? m : k),
               b, (blasint) (transpose_b ? k : n),
               keep, c, (blasint) n);

  if (needs_lock)
    g_mutex_unlock (&lock);
}
