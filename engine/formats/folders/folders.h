/* folders.h — the known kinds of model folders, one file each
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/folder.h"
#include "engine/formats/folders/config.h"
#include "engine/formats/layouts/recognition.h"
#include "engine/text/tokenizer.h"

G_BEGIN_DECLS

/* The contents of a folder. The recognition has the weights and their description. Without a
 * tokenizer, which is then NULL, tokens have no text; texts without a value are NULL. */
typedef struct {
  HeedRecognition  recognition;
  HeedWeights     *weights;
  HeedTokenizer   *source_text;
  HeedTokenizer   *target_text;
  char            *name;             /* such as "English → French" */
  char            *source_language;  /* BCP 47 */
  char            *target_language;
  char            *warning;          /* a caveat for the user, such as a doubtful assumption */
} HeedFolderModel;

typedef struct {
  const char *title;  /* for messages, such as "a folder of Hugging Face's MarianMT or T5" */
  gboolean  (*is_one) (HeedFolder       *folder);
  gboolean  (*read)   (HeedFolderModel  *model,
                       HeedFolder       *folder,
                       GError          **error);
} HeedFolderKind;

extern const HeedFolderKind heed_folder_kind_argos;
extern const HeedFolderKind heed_folder_kind_ctranslate2;
extern const HeedFolderKind heed_folder_kind_huggingface;

/* In the order in which they are tried. */
const HeedFolderKind *const *heed_folder_kinds_get   (guint            *n_kinds);
void                         heed_folder_model_clear (HeedFolderModel  *model);

/* Readers for the model_type of a Hugging Face folder: they fill in the description, from its
 * config.json, and the tokenizers. */
gboolean heed_marian_read (HeedFolderModel  *model,
                           HeedFolder       *folder,
                           const HeedJson   *config,
                           GError          **error);
gboolean heed_t5_read     (HeedFolderModel  *model,
                           HeedFolder       *folder,
                           const HeedJson   *config,
                           GError          **error);

/* Reads the model of folder/prefix; the files of its tokenizers may be in folder too. */
gboolean heed_ctranslate2_read (HeedFolderModel  *model,
                                HeedFolder       *folder,
                                const char       *prefix,
                                GError          **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedFolderModel, heed_folder_model_clear)

G_END_DECLS
