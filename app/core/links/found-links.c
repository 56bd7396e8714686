/* found-links.c — the found links of each pair of a corpus, now and in the baseline
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/links/found-links.h"

/* Links of words beyond this index are not stored. */
#define MAX_WORD G_MAXUINT16

typedef struct
{
  guint16 source;
  guint16 target;
} Link;

struct _HeedFoundLinks
{
  guint    n_pairs;
  GBytes **now;          /* n_pairs, each an array of Link; NULL if unknown */
  GBytes **baseline;     /* likewise */
};

/**
 * heed_found_links_new:
 *
 * Returns: (transfer full): a store in which the links of all pairs are unknown
 */
HeedFoundLinks *
heed_found_links_new (guint n_pairs)
{
  HeedFoundLinks *self = g_new0 (HeedFoundLinks, 1);

  self->n_pairs = n_pairs;
  self->now = g_new0 (GBytes *, MAX (n_pairs, 1));
  self->baseline = g_new0 (GBytes *, MAX (n_pairs, 1));

  return self;
}

void
heed_found_links_free (HeedFoundLinks *self)
{
  for (guint i = 0; i < self->n_pairs; i++)
    {
      g_clear_pointer (&self->now[i], g_bytes_unref);
      g_clear_pointer (&self->baseline[i], g_bytes_unref);
    }

  g_free (self->now);
  g_free (self->baseline);
  g_free (self);
}

static GBytes *
pack (const HeedAlignment *links)
{
  g_autofree Link *packed = g_new (Link, MAX (links->n_links, 1));
  guint n = 0;

  for (guint k = 0; k < links->n_links; k++)
    if (links->links[k].source <= MAX_WORD && links->links[k].target <= MAX_WORD)
      packed[n++] = (Link) { (guint16) links->links[k].source,
                             (guint16) links->links[k].target };

  return g_bytes_new (packed, n * sizeof (Link));
}

void
heed_found_links_set (HeedFoundLinks     *self,
                       guint                i,
                       const HeedAlignment *links)
{
  g_return_if_fail (i < self->n_pairs);

  g_clear_pointer (&self->now[i], g_bytes_unref);
  if (links != NULL)
    self->now[i] = pack (links);
}

void
heed_found_links_set_baseline (HeedFoundLinks *self)
{
  for (guint i = 0; i < self->n_pairs; i++)
    {
      g_clear_pointer (&self->baseline[i], g_bytes_unref);
      if (self->now[i] != NULL)
        self->baseline[i] = g_bytes_ref (self->now[i]);
    }
}

static HeedAlignment *
unpack (GBytes *bytes)
{
  gsize n_bytes;
  const Link *packed;
  g_autofree HeedLink *links = NULL;
  guint n;

  if (bytes == NULL)
    return NULL;

  packed = g_bytes_get_data (bytes, &n_bytes);
  n = (guint) (n_bytes / sizeof (Link));
  links = g_new0 (HeedLink, MAX (n, 1));
  for (guint k = 0; k < n; k++)
    links[k] = (HeedLink) { .source = packed[k].source, .target = packed[k].target };

  return heed_alignment_new (links, n);
}

HeedAlignment *
heed_found_links_dup (HeedFoundLinks *self,
                       guint            i)
{
  g_return_val_if_fail (i < self->n_pairs, NULL);

  return unpack (self->now[i]);
}

HeedAlignment *
heed_found_links_dup_baseline (HeedFoundLinks *self,
                                guint            i)
{
  g_return_val_if_fail (i < self->n_pairs, NULL);

  return unpack (self->baseline[i]);
}
