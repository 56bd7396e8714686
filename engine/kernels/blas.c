/* blas.c — OpenBLAS, as far as Heed needs it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * OpenBLAS's own threads are switched off: two pools that spin on the same
 * cores cost more than either gains, and Heed splits its work higher up, where
 * the parts are larger. Debian's serial build of the library computes wrong
 * numbers when two threads call it at once, so there a lock stands before it.
 *
 * The library is loaded when the first product needs it, not with the program.
 * It has kernels for every processor, whose 14,000 addresses would be looked up
 * before the window could begin: as long as making the widgets takes. The
 * engine's thread does it while the window is drawn.
 */

#include "engine/kernels/blas.h"

#include <cblas.h>
#include <dlfcn.h>

#define LIBRARY "libopenblas.so.0"

/* Of the pthreads build; it ends the threads that the library began with. No
 * header declares it, and a build that has none does not need it. */
#define END_THREADS "blas_thread_shutdown_"

static struct {
  __typeof__ (cblas_sgemm) *sgemm;
  gboolean                  needs_lock;
  GMutex                    lock;
} blas;

/* What cannot be found ends the program, as it would have at its start. */
static gpointer
find_symbol (gpointer    library,
             const char *name)
{
  gpointer symbol = dlsym (library, name);

  if (symbol == NULL)
    g_error ("%s: expected %s, found none", LIBRARY, name);

  return symbol;
}

static void
load_library (void)
{
  gpointer library = dlopen (LIBRARY, RTLD_NOW | RTLD_LOCAL);
  __typeof__ (openblas_set_num_threads) *set_n_threads;
  __typeof__ (openblas_get_parallel) *get_parallel;
  int (*end_threads) (void);

  if (library == NULL)
    g_error ("%s", dlerror ());

  set_n_threads = find_symbol (library, "openblas_set_num_threads");
  get_parallel = find_symbol (library, "openblas_get_parallel");
  end_threads = dlsym (library, END_THREADS);

  set_n_threads (1);
  if (end_threads != NULL)
    end_threads ();

  blas.needs_lock = get_parallel () == OPENBLAS_SEQUENTIAL;
  blas.sgemm = find_symbol (library, "cblas_sgemm");
}

static void
ensure_library (void)
{
  static gsize is_loaded;

  if (g_once_init_enter (&is_loaded))
    {
      load_library ();
      g_once_init_leave (&is_loaded, 1);
    }
}

/**
 * heed_blas_gemm:
 * @a: m x k, or k x m if @transpose_a
 * @b: k x n, or n x k if @transpose_b
 * @keep: 0 or 1
 * @c: (inout): m x n; may not overlap @a or @b
 *
 *     c[r, s] = keep c[r, s] + factor sum over i of a'[r, i] b'[i, s]
 *
 * Loads OpenBLAS the first time. A library that computes wrongly when two threads
 * call it is called by one at a time.
 */
void
heed_blas_gemm (gboolean  transpose_a,
                gboolean  transpose_b,
                gsize     m,
                gsize     n,
                gsize     k,
                float     factor,
                HeedBlock a,
                HeedBlock b,
                float     keep,
                HeedBlock c)
{
  ensure_library ();

  if (blas.needs_lock)
    g_mutex_lock (&blas.lock);

  blas.sgemm (CblasRowMajor,
              transpose_a ? CblasTrans : CblasNoTrans,
              transpose_b ? CblasTrans : CblasNoTrans,
              (blasint) m, (blasint) n, (blasint) k,
              factor, a.values, (blasint) a.stride,
              b.values, (blasint) b.stride,
              keep, c.values, (blasint) c.stride);

  if (blas.needs_lock)
    g_mutex_unlock (&blas.lock);
}
