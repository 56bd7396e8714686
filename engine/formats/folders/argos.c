/* argos.c — a package of Argos Translate, zipped or not
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     metadata.json         from_code, from_name, to_code, to_name
 *     model/                a folder of CTranslate2
 *     sentencepiece.model   splits both languages, or
 *     bpe.model             codes of subword-nmt, applied after Moses' tokenizer
 *
 * Source: argostranslate/package.py of Argos Translate 1.9
 */

#include "engine/formats/folders/folders.h"

#include "engine/heed.h"

#define METADATA "metadata.json"
#define PREFIX   "model/"
#define CODES    "bpe.model"
#define PIECES   "sentencepiece.model"

static gboolean
is_argos (HeedFolder *folder)
{
  return heed_folder_has (folder, METADATA) && heed_folder_has (folder, PREFIX "model.bin");
}

static gboolean
read_names (HeedFolderModel  *model,
            const HeedJson   *config,
            GError          **error)
{
  const char *from_code = NULL, *from_name = NULL, *to_code = NULL, *to_name = NULL;

  if (!heed_json_read_text (config, "from_code", &from_code, error) ||
      !heed_json_read_text (config, "from_name", &from_name, error) ||
      !heed_json_read_text (config, "to_code", &to_code, error) ||
      !heed_json_read_text (config, "to_name", &to_name, error))
    return FALSE;

  model->source_language = g_strdup (from_code);
  model->target_language = g_strdup (to_code);
  if (from_name != NULL && to_name != NULL)
    model->name = g_strdup_printf ("%s → %s", from_name, to_name);

  return TRUE;
}

/* Makes a tokenizer with the same words that splits by codes. Moses' tokenizer is implemented
 * only for text that needs none of its lists; other text is refused when it is encoded. */
static HeedTokenizer *
split_by_codes (HeedTokenizer  *text,
                GBytes         *codes,
                GError        **error)
{
  guint n_words = heed_tokenizer_get_size (text);
  g_autofree const char **words = g_new (const char *, n_words);

  for (guint32 id = 0; id < n_words; id++)
    words[id] = heed_tokenizer_get_token (text, id).text;

  return heed_tokenizer_new (
    &(HeedTokenizerParts) {
      .kind = HEED_TOKENIZER_SUBWORD_NMT,
      .rules = HEED_TEXT_PLAIN_WORDS,
      .model = codes,
      .words = words,
      .n_words = n_words,
      .special = *heed_tokenizer_get_special (text),
    },
    error);
}

static gboolean
take_codes (HeedFolderModel  *model,
            HeedFolder       *folder,
            GError          **error)
{
  HeedTokenizer **const texts[] = { &model->source_text, &model->target_text };
  g_autoptr(GBytes) codes =
    heed_folder_map_kind (folder, CODES, HEED_FILE_KIND_TEXT, "codes of subword-nmt", error);

  for (guint i = 0; codes != NULL && i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(HeedTokenizer) words = *texts[i];

      *texts[i] = split_by_codes (words, codes, error);
      if (*texts[i] == NULL)
        {
          g_prefix_error (error, CODES ": ");
          return FALSE;
        }
    }

  if (codes != NULL)
    model->warning = g_strdup (CODES ": Moses' tokenizer is not applied here: sentences may have "
                                     "letters, digits, commas, ! and ? only, and translations "
                                     "have their marks apart, &apos; for '");

  return codes != NULL;
}

static gboolean
read_argos (HeedFolderModel  *model,
            HeedFolder       *folder,
            GError          **error)
{
  g_autoptr(HeedJson) config = NULL;

  return heed_config_load (&config, folder, METADATA, error) &&
         read_names (model, config, error) &&
         heed_ctranslate2_read (model, folder, PREFIX, error) &&
         (!heed_folder_has (folder, CODES) || heed_folder_has (folder, PIECES) ||
          take_codes (model, folder, error));
}

const HeedFolderKind heed_folder_kind_argos = {
  .title = "a package of Argos Translate (metadata.json, model/model.bin)",
  .is_one = is_argos,
  .read = read_argos,
};
