/* blas.c — OpenBLAS, as far as Heed needs it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * OpenBLAS's own threads are switched off: two thread pools that spin on the same
 * cores cost more than either gains, and Heed splits its work at a higher level,
 * where the parts are larger. Debian's serial build of the library computes wrong
 * numbers when two threads call it at once, so calls to that build take a lock.
 *
 * The library is loaded when the first product needs it, not at program start. It
 * has kernels for every processor, and looking up their 14,000 addresses takes as
 * long as creating the window's widgets. Loaded later, it does not delay the window:
 * the engine's thread does it while the window is drawn.
 */

#include "engine/kernels/blas.h"

#include <cblas.h>
#include <dlfcn.h>

#define LIBRARY "libopenblas.so.0"

/* Ends the threads that OpenBLAS's pthreads build starts when it is loaded. No header declares it;
 * other builds do not have it and do not need it. */
#define END_THREADS "blas_thread_shutdown_"

/* A function of LAPACK, which Debian's OpenBLAS contains and other builds may not; optional. */
#define EIGENVECTORS "dsyevr_"

typedef void (*EigenvectorsFunc) (const char   *jobz,
                                  const char   *range,
                                  const char   *uplo,
                                  const blasint *n,
                                  double       *a,
                                  const blasint *lda,
                                  const double *vl,
                                  const double *vu,
                                  const blasint *il,
                                  const blasint *iu,
                                  const double *abstol,
                                  blasint      *m,
                                  double       *w,
                                  double       *z,
                                  const blasint *ldz,
                                  blasint      *isuppz,
                                  double       *work,
                                  const blasint *lwork,
                                  blasint      *iwork,
                                  const blasint *liwork,
                                  blasint      *info,
                                  gsize         jobz_length,
                                  gsize         range_length,
                                  gsize         uplo_length);

static struct {
  __typeof__ (cblas_sgemm) *sgemm;
  EigenvectorsFunc          eigenvectors;  /* or NULL */
  gboolean                  needs_lock;
  GMutex                    lock;
} blas;

/* A missing symbol ends the program, as it would at start if the library were linked. */
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
  blas.eigenvectors = (EigenvectorsFunc) dlsym (library, EIGENVECTORS);
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

static void
lock (void)
{
  if (blas.needs_lock)
    g_mutex_lock (&blas.lock);
}

static void
unlock (void)
{
  if (blas.needs_lock)
    g_mutex_unlock (&blas.lock);
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
 * Loads OpenBLAS on the first call. A build that is not thread-safe is called by one
 * thread at a time.
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

  lock ();

  blas.sgemm (CblasRowMajor,
              transpose_a ? CblasTrans : CblasNoTrans,
              transpose_b ? CblasTrans : CblasNoTrans,
              (blasint) m, (blasint) n, (blasint) k,
              factor, a.values, (blasint) a.stride,
              b.values, (blasint) b.stride,
              keep, c.values, (blasint) c.stride);

  unlock ();
}

/* LAPACK's workspace. */
typedef struct
{
  double  *work;
  blasint *integers;
  blasint  n_work;
  blasint  n_integers;
} Scratch;

/* If n_work is -1, only writes to scratch how much workspace is needed. */
static gboolean
find_eigenvectors (double        *a,
                   blasint        n,
                   blasint        n_wanted,
                   double        *values,
                   double        *vectors,
                   const Scratch *scratch)
{
  const double any = 0.0;
  blasint first = n - n_wanted + 1;
  g_autofree blasint *support = g_new (blasint, 2 * (gsize) n_wanted);
  blasint n_found = 0;
  blasint info = 0;

  blas.eigenvectors ("V", "I", "U", &n, a, &n, &any, &any, &first, &n, &any, &n_found, values,
                     vectors, &n, support, scratch->work, &scratch->n_work, scratch->integers,
                     &scratch->n_integers, &info, 1, 1, 1);

  return info == 0 && (scratch->n_work < 0 || n_found == n_wanted);
}

/**
 * heed_blas_find_largest:
 * @a: (inout): n x n, symmetric; only half of it is read, and all of it overwritten
 * @values: (out): n numbers, of which only the first @n_wanted are set: the largest
 *   eigenvalues in ascending order
 * @vectors: (out): n_wanted x n: their eigenvectors, of length 1 and arbitrary sign
 *
 * Returns: %FALSE if the library has no LAPACK, or LAPACK failed
 */
gboolean
heed_blas_find_largest (double *a,
                        gsize   n,
                        gsize   n_wanted,
                        double *values,
                        double *vectors)
{
  double n_work = 0.0;
  blasint n_integers = 0;
  Scratch scratch = { &n_work, &n_integers, -1, -1 };
  gboolean is_done = FALSE;

  ensure_library ();
  if (blas.eigenvectors == NULL)
    return FALSE;

  lock ();
  if (find_eigenvectors (a, (blasint) n, (blasint) n_wanted, values, vectors, &scratch))
    {
      scratch = (Scratch) { g_new (double, (gsize) n_work), g_new (blasint, n_integers),
                            (blasint) n_work, n_integers };
      is_done =
        find_eigenvectors (a, (blasint) n, (blasint) n_wanted, values, vectors, &scratch);
      g_free (scratch.work);
      g_free (scratch.integers);
    }
  unlock ();

  return is_done;
}
