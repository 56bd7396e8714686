/* corpus-request.c — the files that the user requested, and restoring a corpus from a session
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/corpus/corpus-private.h"

void
heed_corpus_take_requested_paths (HeedCorpus  *self,
                                  char       **requested_paths)
{
  g_strfreev (self->requested_paths);
  self->requested_paths = requested_paths;
}

static gboolean
is_requested (HeedCorpus *self,
              const char *path)
{
  return path == NULL || (self->requested_paths != NULL &&
                          g_strv_contains ((const char *const *) self->requested_paths, path));
}

/* Keeps the previous list if it contains all these files, so that files left out by the user are
 * still offered. */
void
heed_corpus_take_roles (HeedCorpus            *self,
                        const HeedCorpusRoles *roles)
{
  const HeedCorpusPaths *paths = &roles->paths;
  GStrvBuilder *builder;
  const char *const wanted[] = { paths->source, paths->target, paths->gold, paths->dump,
                                 paths->probabilities };
  gboolean is_known = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    is_known &= is_requested (self, wanted[i]);
  if (is_known)
    return;

  builder = g_strv_builder_new ();
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (wanted[i] != NULL)
      g_strv_builder_add (builder, wanted[i]);
  heed_corpus_take_requested_paths (self, g_strv_builder_end (builder));
  g_strv_builder_unref (builder);
}

const char *const *
heed_corpus_get_requested_paths (HeedCorpus *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS (self), NULL);

  return (const char *const *) self->requested_paths;
}

void
heed_corpus_forget_request (HeedCorpus *self)
{
  g_clear_pointer (&self->requested_paths, g_strfreev);
  g_clear_pointer (&self->wanted_settings, heed_link_settings_free);
}

/* --- Sessions -------------------------------------------------------------- */

/* Returns FALSE if the model has fewer heads than the one that the settings were made for. */
static gboolean
has_all_heads (HeedCorpus             *self,
               const HeedLinkSettings *settings)
{
  g_autofree float *weights = heed_link_settings_dup_head_weights (settings, self->heads);
  float sum = 0.0f;

  for (guint i = 0; i < self->heads->len; i++)
    sum += weights[i];

  return settings->sites->len > 0 && sum > 0.999f;
}

/* Applies the wanted settings to the corpus that is read now. */
void
heed_corpus_take_wanted_settings (HeedCorpus *self)
{
  if (self->wanted_settings == NULL || self->files == NULL)
    return;

  if (has_all_heads (self, self->wanted_settings))
    {
      heed_link_settings_free (self->settings);
      self->settings = g_steal_pointer (&self->wanted_settings);
      heed_corpus_reverse_want (self->reverse, self->settings->is_symmetrised);
    }
  g_clear_pointer (&self->wanted_settings, heed_link_settings_free);
}

/**
 * heed_corpus_restore:
 * @roles: copied, like the rest
 * @settings: (nullable): how its links are read, used if the model has these heads
 * @reverse: (nullable): the model of the other direction
 */
void
heed_corpus_restore (HeedCorpus             *self,
                     const HeedCorpusRoles  *roles,
                     const HeedLinkSettings *settings,
                     const char             *reverse)
{
  g_return_if_fail (HEED_IS_CORPUS (self));

  g_clear_pointer (&self->wanted_settings, heed_link_settings_free);
  if (settings != NULL)
    self->wanted_settings = heed_link_settings_copy (settings);
  if (reverse != NULL)
    heed_corpus_reverse_open (self->reverse, reverse);

  heed_corpus_reopen (self, roles);
}

static char *
dup_absolute (const char *path)
{
  return path != NULL ? g_canonicalize_filename (path, NULL) : NULL;
}

/**
 * heed_corpus_get_roles:
 * @roles: (out): cleared with heed_corpus_roles_clear(), in any case
 *
 * Returns: whether a corpus is open; @roles has its files and the parts that they were read
 * as
 */
gboolean
heed_corpus_get_roles (HeedCorpus      *self,
                       HeedCorpusRoles *roles)
{
  const HeedCorpusFacts *facts;
  HeedGoldFile *gold;

  *roles = (HeedCorpusRoles) { .index_base = HEED_INDEX_BASE_DETECTED };
  g_return_val_if_fail (HEED_IS_CORPUS (self), FALSE);

  if (self->files == NULL)
    return FALSE;

  facts = heed_corpus_files_get_facts (self->files);
  gold = heed_corpus_files_get_gold (self->files);
  roles->paths = (HeedCorpusPaths) { dup_absolute (facts->paths.source),
                                     dup_absolute (facts->paths.target),
                                     dup_absolute (facts->paths.gold),
                                     dup_absolute (facts->paths.dump),
                                     dup_absolute (facts->paths.probabilities) };
  roles->has_format = TRUE;
  roles->format = facts->format;
  if (gold != NULL)
    roles->index_base = heed_gold_file_get_first (gold) == 1 ? HEED_INDEX_BASE_1
                                                             : HEED_INDEX_BASE_0;

  return TRUE;
}
