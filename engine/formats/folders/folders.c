/* folders.c — the known kinds of model folders, one file each
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/folders/folders.h"

static const HeedFolderKind *const kinds[] = {
  &heed_folder_kind_argos,
  &heed_folder_kind_ctranslate2,
  &heed_folder_kind_huggingface,
};

const HeedFolderKind *const *
heed_folder_kinds_get (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);

  return kinds;
}

void
heed_folder_model_clear (HeedFolderModel *model)
{
  heed_recognition_clear (&model->recognition);
  g_clear_pointer (&model->weights, heed_weights_unref);
  g_clear_pointer (&model->source_text, heed_tokenizer_unref);
  g_clear_pointer (&model->target_text, heed_tokenizer_unref);
  g_clear_pointer (&model->name, g_free);
  g_clear_pointer (&model->source_language, g_free);
  g_clear_pointer (&model->target_language, g_free);
  g_clear_pointer (&model->warning, g_free);
}
