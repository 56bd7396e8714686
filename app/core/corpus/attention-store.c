/* attention-store.c — the attention of many pairs in all heads, on the disk
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A record holds its sizes, the words of both sides, and the attention of every head as floats. It
 * is appended to the file with one call. If writing fails, only that pair is not stored.
 */

#define _DEFAULT_SOURCE /* pread(), pwrite() */
#define _XOPEN_SOURCE 700

#include "app/core/corpus/attention-store.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The counts at the beginning of a record, in their order. */
#define N_COUNTS 7

struct _HeedAttentionStore
{
  gatomicrefcount  ref_count;
  guint            n_pairs;
  guint64          max_bytes;

  /* behind the lock */
  GMutex           lock;
  int              file;       /* -1 if there is none, so nothing is stored */
  guint64         *places;     /* n_pairs: the offset of each record, plus 1; 0 if it is not
                                * stored */
  guint64          n_bytes;
  guint            n_stored;
};

/* Opens the file in a folder on disk, not in /tmp, which may be in memory. */
static int
open_nameless (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "heed", NULL);
  g_autofree char *path = g_build_filename (folder, "attention-XXXXXX", NULL);
  int file;

  g_mkdir_with_parents (folder, 0700);
  file = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0)
    g_unlink (path);

  return file;
}

/**
 * heed_attention_store_new:
 * @n_pairs: number of pairs
 * @max_bytes: maximum size of the file
 *
 * Returns: (transfer full): an empty store; if no file can be created, it stays empty
 */
HeedAttentionStore *
heed_attention_store_new (guint   n_pairs,
                          guint64 max_bytes)
{
  HeedAttentionStore *self = g_new0 (HeedAttentionStore, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->n_pairs = n_pairs;
  self->max_bytes = max_bytes;
  self->places = g_new0 (guint64, MAX (n_pairs, 1));
  self->file = open_nameless ();

  return self;
}

HeedAttentionStore *
heed_attention_store_ref (HeedAttentionStore *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
heed_attention_store_unref (HeedAttentionStore *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (self->file >= 0)
    close (self->file);
  g_mutex_clear (&self->lock);
  g_free (self->places);
  g_free (self);
}

/* --- A record -------------------------------------------------------------- */

static gsize
count_floats (const HeedPairAttention *attention)
{
  return (gsize) attention->n_heads * attention->n_steps * attention->n_columns;
}

static gsize
measure (const HeedPairAttention *attention)
{
  return N_COUNTS * sizeof (guint32) +
         ((gsize) attention->n_columns + attention->n_target_tokens) * sizeof (guint) +
         count_floats (attention) * sizeof (float);
}

static char *
put_bytes (char         *at,
           gconstpointer bytes,
           gsize         n_bytes)
{
  if (n_bytes > 0)
    memcpy (at, bytes, n_bytes);

  return at + n_bytes;
}

static char *
pack (const HeedPairAttention *attention,
      gsize                    n_bytes)
{
  const guint32 counts[N_COUNTS] = { attention->n_heads, attention->n_steps, attention->n_columns,
                                     attention->n_target_tokens, attention->n_source_words,
                                     attention->n_target_words, attention->stop_column };
  char *record = g_malloc (n_bytes);
  char *at = put_bytes (record, counts, sizeof counts);

  at = put_bytes (at, attention->column_words, attention->n_columns * sizeof (guint));
  at = put_bytes (at, attention->target_words, attention->n_target_tokens * sizeof (guint));
  put_bytes (at, attention->values, count_floats (attention) * sizeof (float));

  return record;
}

/**
 * heed_attention_store_put:
 *
 * Keeps the attention of a pair, if there is room.
 *
 * Thread: any
 */
void
heed_attention_store_put (HeedAttentionStore      *self,
                          guint                    i,
                          const HeedPairAttention *attention)
{
  gsize n_bytes = measure (attention);
  g_autofree char *record = pack (attention, n_bytes);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_return_if_fail (i < self->n_pairs);

  if (self->file < 0 || self->places[i] != 0 || self->n_bytes + n_bytes > self->max_bytes ||
      pwrite (self->file, record, n_bytes, (off_t) self->n_bytes) != (gssize) n_bytes)
    return;

  self->places[i] = self->n_bytes + 1;
  self->n_bytes += n_bytes;
  self->n_stored++;
}

gboolean
heed_attention_store_has (HeedAttentionStore *self,
                          guint               i)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return i < self->n_pairs && self->places[i] != 0;
}

static gboolean
read_bytes (HeedAttentionStore *self,
            guint64            *at,
            gpointer            bytes,
            gsize               n_bytes)
{
  gssize n_read = pread (self->file, bytes, n_bytes, (off_t) *at);

  *at += n_bytes;

  return n_read == (gssize) n_bytes;
}

static gboolean
unpack (HeedAttentionStore *self,
        guint64             at,
        HeedPairAttention  *attention)
{
  guint32 counts[N_COUNTS];

  if (!read_bytes (self, &at, counts, sizeof counts))
    return FALSE;

  *attention = (HeedPairAttention) {
    .n_heads = counts[0], .n_steps = counts[1], .n_columns = counts[2],
    .n_target_tokens = counts[3], .n_source_words = counts[4], .n_target_words = counts[5],
    .stop_column = counts[6],
  };
  attention->column_words = g_new (guint, MAX (attention->n_columns, 1));
  attention->target_words = g_new (guint, MAX (attention->n_target_tokens, 1));
  attention->values = g_new (float, MAX (count_floats (attention), 1));

  return read_bytes (self, &at, attention->column_words, attention->n_columns * sizeof (guint)) &&
         read_bytes (self, &at, attention->target_words,
                     attention->n_target_tokens * sizeof (guint)) &&
         read_bytes (self, &at, attention->values, count_floats (attention) * sizeof (float));
}

/**
 * heed_attention_store_get:
 * @attention: (out): cleared with heed_pair_attention_clear(), in any case
 *
 * Thread: any
 *
 * Returns: whether the pair is stored
 */
gboolean
heed_attention_store_get (HeedAttentionStore *self,
                          guint               i,
                          HeedPairAttention  *attention)
{
  guint64 place;

  *attention = (HeedPairAttention) { 0 };
  g_mutex_lock (&self->lock);
  place = i < self->n_pairs ? self->places[i] : 0;
  g_mutex_unlock (&self->lock);

  return place != 0 && unpack (self, place - 1, attention);
}

guint64
heed_attention_store_get_n_bytes (HeedAttentionStore *self,
                                  guint              *n_stored)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  *n_stored = self->n_stored;

  return self->n_bytes;
}
