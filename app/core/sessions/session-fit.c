/* session-fit.c — what of a session another model can have than it was saved with
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/sessions/session-file.h"

static gboolean
has_site (HeedModel         *model,
          HeedAttentionSite  site)
{
  int n_layers = (int) heed_model_get_n_layers (model, site.kind);
  int layer = MAX (site.layer, 0);

  return site.layer < n_layers && n_layers > 0 &&
         site.head < (int) heed_model_get_n_heads (model, site.kind, layer);
}

static gboolean
has_tokens (HeedModel        *model,
            const HeedChange *change)
{
  const HeedModelInfo *info = heed_model_get_info (model);
  guint n_tokens =
    change->kind == HEED_CHANGE_REPLACED ? info->source_vocabulary : info->target_vocabulary;

  for (guint i = 0; i < change->n_ids; i++)
    if (change->ids[i] >= n_tokens)
      return FALSE;

  return change->kind != HEED_CHANGE_TOKEN || change->token_id < n_tokens;
}

static gboolean
has_cells (HeedModel        *model,
           const HeedChange *change)
{
  for (guint i = 0; i < change->n_pins; i++)
    if (!has_site (model, change->pins[i].site))
      return FALSE;

  return TRUE;
}

static gboolean
fits (HeedModel        *model,
      const HeedChange *change)
{
  switch (change->kind)
    {
    case HEED_CHANGE_HIDDEN:
      return heed_model_get_n_layers (model, HEED_ATTENTION_CROSS) > 0;

    case HEED_CHANGE_TOKEN:
    case HEED_CHANGE_PREFIX:
    case HEED_CHANGE_REPLACED:
      return has_tokens (model, change);

    case HEED_CHANGE_ROW:
    case HEED_CHANGE_TEMPER:
    case HEED_CHANGE_SILENCED:
      break;
    }

  return has_site (model, change->site) && has_cells (model, change);
}

/**
 * heed_session_file_fit:
 * @model: the model that the session is opened with, which may have changed since it was
 * saved
 *
 * Returns: the number of changes that the model cannot have, which were removed from @file
 */
guint
heed_session_file_fit (HeedSessionFile *file,
                       HeedModel       *model)
{
  guint n_before = file->changes->len;

  for (guint i = n_before; i-- > 0;)
    if (!fits (model, g_ptr_array_index (file->changes, i)))
      g_ptr_array_remove_index (file->changes, i);

  return n_before - file->changes->len;
}
