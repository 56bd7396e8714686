/* folders.h — the kinds of folder that are known, one file each
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

/* What a folder says. The recognition has the weights and their description;
 * a tokenizer that is NULL leaves tokens without text, a text without a value
 * is NULL. */
typedef struct {
  HeedRecognition  recognition;
  HeedWeights     *weights;
  HeedTokenizer   *source_text;
  HeedTokenizer   *target_text;
  char            *name;             /* "English → French" */
  char            *source_language;  /* BCP 47 */
  char            *target_language;
  char            *warning;          /* what to know before believing it */
} HeedFolderModel;

typedef struct {
  const char *title;  /* "a folder of Hugging Face's MarianMT or T5" */
  gboolean  (*is_one) (HeedFolder       *folder);
  gboolean  (*read)   (HeedFolderModel  *model,
                       HeedFolder       *folder,
                       GError          **error);
} HeedFolderKind;

extern const HeedFolderKind heed_folder_kind_argos;
extern const HeedFolderKind heed_folder_kind_ctranslate2;
extern const HeedFolderKind heed_folder_kind_huggingface;

/* In the order in which they are asked. */
const HeedFolderKind *const *heed_folder_kinds_get   (guint            *n_kinds);
void                         heed_folder_model_clear (HeedFolderModel  *model);

/* What a Hugging Face folder's model_type makes of it: the description, from
 * its config.json, and the texts. */
gboolean heed_marian_read (HeedFolderModel  *model,
                           HeedFolder       *folder,
                           const HeedJson   *config,
                           GError          **error);
gboolean heed_t5_read     (HeedFolderModel  *model,
                           HeedFolder       *folder,
                           const HeedJson   *config,
                           GError          **error);

/* The model of folder/prefix; the pieces of its texts may lie in folder too. */
gboolean heed_ctranslate2_read (HeedFolderModel  *model,
                                HeedFolder       *folder,
                                const char       *prefix,
                                GError          **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedFolderModel, heed_folder_model_clear)

G_END_DECLS
