/* references.c — source sentences and their reference translations
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/files/references.h"

struct _HeedReferences
{
  GPtrArray  *sources;     /* of char* */
  GPtrArray  *targets;     /* for each source a GPtrArray of char* */
  gpointer   *lists;       /* the same as NULL-terminated lists; made on demand */
  GHashTable *by_source;   /* char*, borrowed from sources -> its targets; only of pairs */
};

HeedReferences *
heed_references_new (void)
{
  HeedReferences *references = g_new0 (HeedReferences, 1);

  references->sources = g_ptr_array_new_with_free_func (g_free);
  references->targets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  references->by_source = g_hash_table_new (g_str_hash, g_str_equal);

  return references;
}

void
heed_references_free (HeedReferences *references)
{
  g_hash_table_unref (references->by_source);
  g_ptr_array_unref (references->sources);
  g_ptr_array_unref (references->targets);
  g_free (references->lists);
  g_free (references);
}

/**
 * heed_references_begin:
 * @references: before any call of heed_references_get_all()
 * @source: a sentence; it may be the same as an earlier one
 *
 * Targets added from now on belong to this sentence.
 */
void
heed_references_begin (HeedReferences *references,
                       const char     *source)
{
  g_return_if_fail (references->lists == NULL);

  g_ptr_array_add (references->sources, g_strdup (source));
  g_ptr_array_add (references->targets, g_ptr_array_new_with_free_func (g_free));
}

static GPtrArray *
get_last (HeedReferences *references)
{
  return g_ptr_array_index (references->targets, references->targets->len - 1);
}

void
heed_references_add (HeedReferences *references,
                     const char     *target)
{
  g_return_if_fail (references->lists == NULL && references->targets->len > 0);

  g_ptr_array_add (get_last (references), g_strdup (target));
}

/**
 * heed_references_add_pair:
 * @references: before any call of heed_references_get_all()
 * @source: a sentence
 * @target: its translation; if a pair with @source was added before, a further one
 */
void
heed_references_add_pair (HeedReferences *references,
                          const char     *source,
                          const char     *target)
{
  GPtrArray *targets = g_hash_table_lookup (references->by_source, source);

  g_return_if_fail (references->lists == NULL);

  if (targets == NULL)
    {
      guint i = references->sources->len;

      heed_references_begin (references, source);
      targets = get_last (references);
      g_hash_table_insert (references->by_source, g_ptr_array_index (references->sources, i),
                           targets);
    }

  g_ptr_array_add (targets, g_strdup (target));
}

/**
 * heed_references_find:
 *
 * Returns: (nullable): the first target of @source, if @source was added in a pair
 */
const char *
heed_references_find (HeedReferences *references,
                      const char     *source)
{
  GPtrArray *targets = g_hash_table_lookup (references->by_source, source);

  return targets != NULL ? g_ptr_array_index (targets, 0) : NULL;
}

guint
heed_references_get_n (HeedReferences *references)
{
  return references->sources->len;
}

const char *const *
heed_references_get_sources (HeedReferences *references)
{
  return (const char *const *) references->sources->pdata;
}

const char *const *const *
heed_references_get_all (HeedReferences *references)
{
  if (references->lists == NULL)
    {
      references->lists = g_new (gpointer, references->targets->len);

      for (guint i = 0; i < references->targets->len; i++)
        {
          GPtrArray *targets = g_ptr_array_index (references->targets, i);

          g_ptr_array_add (targets, NULL);
          references->lists[i] = targets->pdata;
        }
    }

  return (const char *const *const *) references->lists;
}
