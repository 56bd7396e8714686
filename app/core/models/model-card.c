/* model-card.c — how a model was made, according to its file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/models/model-card.h"

#include <string.h>

#include "engine/files/json.h"

#define MODEL_SUFFIX    ".safetensors"
#define PROSE_SUFFIX    ".md"
#define CODE_FENCE      "```"
#define MAX_PROSE_BYTES 65536
#define MAX_TEXT_BYTES  2000

static HeedJson *
parse (HeedModel *model)
{
  const char *card = heed_model_get_metadata (model, "heed.card");

  return card != NULL ? heed_json_parse (NULL, card, strlen (card), NULL, NULL) : NULL;
}

static char *
dup_text (const HeedJson *root,
          const char     *name)
{
  const char *text = heed_json_get_text (heed_json_get_member (root, name));

  return text != NULL && *text != '\0' && strlen (text) <= MAX_TEXT_BYTES ? g_strdup (text) : NULL;
}

static double
get_guided (const HeedJson *root)
{
  const HeedJson *configuration = heed_json_get_member (root, "configuration");
  const HeedJson *training = heed_json_get_member (configuration, "training");
  double guided = 0.0;

  return heed_json_get_number (heed_json_get_member (training, "guided_alignment"), &guided) &&
             guided > 0.0
         ? guided
         : 0.0;
}

static guint64
get_n_batches (const HeedJson *root)
{
  gint64 batch = 0;

  return heed_json_get_whole (
           heed_json_get_member (heed_json_get_member (root, "held_out"), "batch"), &batch) &&
             batch > 0
         ? (guint64) batch
         : 0;
}

/* Removes the Markdown marks of bold, code and links, and keeps their text. */
static char *
strip_marks (const char *line)
{
  g_autoptr(GRegex) links = g_regex_new ("\\[([^\\]]*)\\]\\([^)]*\\)", 0, 0, NULL);
  g_autofree char *linked = g_regex_replace (links, line, -1, 0, "\\1", 0, NULL);
  g_auto(GStrv) bold = g_strsplit (linked != NULL ? linked : line, "*", -1);
  g_autofree char *plain = g_strjoinv ("", bold);
  g_auto(GStrv) code = g_strsplit (plain, "`", -1);

  return g_strjoinv ("", code);
}

/* Returns one table row as "file · en-fr.safetensors"; NULL for the line under the header. */
static char *
join_cells (const char *line)
{
  g_auto(GStrv) cells = g_strsplit (line, "|", -1);
  GString *row = g_string_new (NULL);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      const char *cell = g_strstrip (cells[i]);

      if (*cell == '\0' || strspn (cell, "-:") == strlen (cell))
        continue;
      g_string_append (row, row->len > 0 ? " · " : "");
      g_string_append (row, cell);
    }

  return g_string_free (row, row->len == 0);
}

/* Ends what was written with these characters, in place of any white space there. */
static void
end_with (GString    *plain,
          const char *separator)
{
  while (plain->len > 0 && g_ascii_isspace (plain->str[plain->len - 1]))
    g_string_truncate (plain, plain->len - 1);
  if (plain->len > 0)
    g_string_append (plain, separator);
}

/* A line that is not part of a paragraph: a row of a table, an item of a list, or a command. */
static void
append_row (GString    *plain,
            const char *row)
{
  if (plain->len > 0 && plain->str[plain->len - 1] == ' ')
    end_with (plain, "\n");
  g_string_append (plain, row);
  g_string_append_c (plain, '\n');
}

static void
append_text (GString    *plain,
             const char *line)
{
  g_autofree char *text = strip_marks (line);
  g_autofree char *row = *text == '|' ? join_cells (text) : NULL;

  if (row != NULL || g_str_has_prefix (text, "- "))
    {
      append_row (plain, row != NULL ? row : text);
    }
  else if (*text == '#')
    {
      end_with (plain, "\n\n");
      g_string_append (plain, text + strspn (text, "# "));
      end_with (plain, "\n\n");
    }
  else if (*text != '|')
    {
      g_string_append (plain, text);
      g_string_append_c (plain, ' ');
    }
}

/* Returns the text without its marks. One empty line is between two paragraphs, tables or
 * headings, however many are in the file. */
static char *
make_plain (const char *markdown)
{
  g_auto(GStrv) lines = g_strsplit (markdown, "\n", -1);
  GString *plain = g_string_new (NULL);
  gboolean is_code = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], CODE_FENCE))
      is_code = !is_code;
    else if (is_code)
      append_row (plain, lines[i]);
    else if (*lines[i] == '\0')
      end_with (plain, "\n\n");
    else
      append_text (plain, lines[i]);

  return g_strstrip (g_string_free (plain, FALSE));
}

/* Reads "en-fr.md" beside "en-fr.safetensors"; NULL if there is none that can be shown. */
static char *
read_prose (const char *path)
{
  g_autofree char *stem = NULL;
  g_autofree char *beside = NULL;
  g_autofree char *markdown = NULL;
  gsize length;

  if (path == NULL || !g_str_has_suffix (path, MODEL_SUFFIX))
    return NULL;

  stem = g_strndup (path, strlen (path) - strlen (MODEL_SUFFIX));
  beside = g_strconcat (stem, PROSE_SUFFIX, NULL);

  if (!g_file_get_contents (beside, &markdown, &length, NULL) || length > MAX_PROSE_BYTES ||
      !g_utf8_validate (markdown, (gssize) length, NULL))
    return NULL;

  return make_plain (markdown);
}

HeedModelCard *
heed_model_card_new (HeedModel  *model,
                     const char *path)
{
  HeedModelCard *card = g_new0 (HeedModelCard, 1);
  g_autoptr(HeedJson) root = parse (model);

  card->data = dup_text (root, "data");
  card->attribution = dup_text (root, "attribution");
  card->licence = dup_text (root, "licence");
  card->score = dup_text (root, "score");
  card->command = dup_text (root, "command");
  card->guided = get_guided (root);
  card->n_batches = get_n_batches (root);
  card->prose = read_prose (path);

  return card;
}

void
heed_model_card_free (HeedModelCard *card)
{
  g_free (card->data);
  g_free (card->attribution);
  g_free (card->licence);
  g_free (card->score);
  g_free (card->command);
  g_free (card->prose);
  g_free (card);
}

gboolean
heed_model_card_is_guided (HeedModel *model)
{
  g_autoptr(HeedJson) root = parse (model);

  return get_guided (root) > 0.0;
}
