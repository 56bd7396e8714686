/* corpus-looks.c — what each file of a corpus seems to be, and why
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Links are known by their look. Of two files of text the source is the one whose name
 * has the language that the model reads, else the one that was named first.
 */

#include "app/core/corpus/corpus-looks.h"

#include <string.h>

#include "app/core/corpus/line-store.h"
#include "app/core/links/gold-line.h"

#define N_SAMPLED 50  /* lines */

static void
clear_look (gpointer data)
{
  HeedCorpusLook *look = data;

  for (guint i = 0; i < HEED_LOOK_LINES; i++)
    g_free (look->lines[i]);
  g_free (look->path);
  g_clear_error (&look->problem);
}

static HeedCorpusLook *
get_look (GArray *looks,
          guint   i)
{
  return &g_array_index (looks, HeedCorpusLook, i);
}

/* --- One file -------------------------------------------------------------- */

/* Counts over the first lines, if all of them are links. */
typedef struct
{
  guint    n_links;
  guint    n_rows;    /* on lines of their own, with the number of a sentence */
  gboolean has_zero;  /* some link is of a word 0 */
} Links;

/* Returns FALSE if the line does not consist of links. */
static gboolean
count_links (Links      *links,
             const char *line)
{
  g_autoptr(HeedAlignment) parsed = heed_alignment_parse (line, 0, NULL);
  HeedGoldRow row;

  if (parsed == NULL && !heed_gold_row_parse (line, &row))
    return FALSE;

  links->n_rows += parsed == NULL;
  links->n_links += parsed != NULL ? parsed->n_links : 1;
  for (guint i = 0; parsed != NULL && i < parsed->n_links; i++)
    links->has_zero |= parsed->links[i].source == 0 || parsed->links[i].target == 0;

  return TRUE;
}

static gboolean
holds_links (HeedLineStore *store,
             Links         *links)
{
  guint n = MIN (heed_line_store_get_n_lines (store), N_SAMPLED);

  *links = (Links) { 0 };
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = heed_line_store_dup_line (store, i, NULL);

      if (line == NULL || !count_links (links, line))
        return FALSE;
    }

  return links->n_links > 0;
}

static void
look_for_links (HeedCorpusLook *look,
                HeedLineStore  *store)
{
  Links links;

  if (!holds_links (store, &links))
    return;

  look->reason = links.n_rows > 0 ? HEED_REASON_ROWS
                 : links.has_zero ? HEED_REASON_ZERO : HEED_REASON_NO_ZERO;
  look->part =
    look->reason == HEED_REASON_ZERO ? HEED_PART_GOLD_FROM_0 : HEED_PART_GOLD_FROM_1;
}

/* Other texts may resemble a dump at first, so its first sentence must be valid; its tokens may
 * be in other files, though. */
static gboolean
has_attention (HeedAttentionDump *dump)
{
  const HeedAttentionSite site = { HEED_ATTENTION_CROSS, HEED_DUMP_LAST_LAYER, HEED_HEAD_MEAN };
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedDumpedAttention) attention = NULL;

  if (heed_attention_dump_get_n (dump) == 0)
    return FALSE;

  attention = heed_attention_dump_read (dump, 0, NULL, NULL, &site, &error);

  return attention != NULL || g_error_matches (error, HEED_ERROR, HEED_ERROR_SHAPE);
}

static HeedAttentionDump *
open_dump (const char *path)
{
  g_autoptr(HeedAttentionDump) dump =
    heed_attention_dump_open (path, HEED_DUMP_GUESSED, NULL, NULL);

  return dump != NULL && has_attention (dump) ? g_steal_pointer (&dump) : NULL;
}

gboolean
heed_corpus_look_is_dump (const char *path)
{
  g_autoptr(HeedAttentionDump) dump = open_dump (path);

  return dump != NULL;
}

/* Shows the name of the format as the first line, since a dump need not consist of lines. */
static gboolean
look_for_dump (HeedCorpusLook *look)
{
  g_autoptr(HeedAttentionDump) dump = open_dump (look->path);

  if (dump == NULL)
    return FALSE;

  look->part = HEED_PART_DUMP;
  look->reason = HEED_REASON_DUMP;
  look->n_lines = heed_attention_dump_get_n (dump);
  look->lines[0] = g_strdup (heed_dump_format_get_name (heed_attention_dump_get_format (dump)));

  return TRUE;
}

static void
look_at (HeedCorpusLook *look,
         const char     *path,
         GCancellable   *cancellable)
{
  g_autoptr(HeedLineStore) store = NULL;

  *look = (HeedCorpusLook) { .path = g_strdup (path) };
  if (look_for_dump (look))
    return;

  store = heed_line_store_open (path, cancellable, &look->problem);
  if (store == NULL)
    return;

  look->n_lines = heed_line_store_get_n_lines (store);
  for (guint i = 0; i < MIN (look->n_lines, HEED_LOOK_LINES); i++)
    look->lines[i] = heed_line_store_dup_line (store, i, NULL);

  look_for_links (look, store);
}

/* --- Parts of the files ---------------------------------------------------- */

/* Returns whether a part of the file's name is the language: test.en, en.txt, train.fr-en.en.gz. */
static gboolean
is_named (const char *path,
          const char *language)
{
  g_autofree char *name = g_path_get_basename (path);
  gsize n = strcspn (language, "-");
  g_auto(GStrv) parts = g_strsplit_set (name, ".", -1);

  for (guint i = 0; n > 0 && parts[i] != NULL; i++)
    if (g_ascii_strncasecmp (parts[i], language, n) == 0 && parts[i][n] == '\0')
      return TRUE;

  return FALSE;
}

static void
say (HeedCorpusLook            *look,
     HeedCorpusPart             part,
     const HeedCorpusLanguages *languages)
{
  gboolean is_source = part == HEED_PART_SOURCE;

  look->part = part;
  look->reason =
    is_named (look->path, is_source ? languages->source_language : languages->target_language)
    ? (is_source ? HEED_REASON_READ : HEED_REASON_WRITTEN) : HEED_REASON_ORDER;
}

/* Assigns source and target to two text files; a third one is not used. */
static void
part_texts (HeedCorpusLook            *first,
            HeedCorpusLook            *second,
            const HeedCorpusLanguages *languages)
{
  gboolean is_turned = (is_named (second->path, languages->source_language) ||
                        is_named (first->path, languages->target_language)) &&
                       !is_named (first->path, languages->source_language);

  say (is_turned ? second : first, HEED_PART_SOURCE, languages);
  say (is_turned ? first : second, HEED_PART_TARGET, languages);
}

/* A single text file may contain both sides. */
static void
part_text (HeedCorpusLook            *look,
           const HeedCorpusLanguages *languages)
{
  static const HeedCorpusPart parts[] = {
    [HEED_CORPUS_LINES] = HEED_PART_SOURCE, [HEED_CORPUS_TABS] = HEED_PART_TABS,
    [HEED_CORPUS_BARS] = HEED_PART_BARS, [HEED_CORPUS_CSV] = HEED_PART_CSV,
  };
  HeedCorpusFormat format = heed_corpus_format_find (look->path);

  say (look, HEED_PART_SOURCE, languages);
  look->part = parts[format];
  if (format != HEED_CORPUS_LINES)
    look->reason = format == HEED_CORPUS_CSV ? HEED_REASON_CSV : HEED_REASON_SEPARATOR;
}

/**
 * heed_corpus_looks_new:
 * @paths: (array zero-terminated=1): in any order
 *
 * Thread: any
 *
 * Returns: (transfer full) (element-type HeedCorpusLook): one look for each of @paths
 */
GArray *
heed_corpus_looks_new (const char *const         *paths,
                       const HeedCorpusLanguages *languages,
                       GCancellable              *cancellable)
{
  GArray *looks = g_array_new (FALSE, TRUE, sizeof (HeedCorpusLook));
  HeedCorpusLook *texts[2] = { NULL, NULL };
  guint n_texts = 0;
  gboolean has_gold = FALSE;
  gboolean has_dump = FALSE;

  g_array_set_clear_func (looks, clear_look);
  g_array_set_size (looks, g_strv_length ((char **) paths));
  for (guint i = 0; i < looks->len; i++)
    {
      HeedCorpusLook *look = get_look (looks, i);

      look_at (look, paths[i], cancellable);
      if (look->part == HEED_PART_DUMP)
        {
          look->part = has_dump ? HEED_PART_NONE : HEED_PART_DUMP;
          has_dump = TRUE;
        }
      else if (look->problem == NULL && (look->part == HEED_PART_NONE || has_gold) && n_texts < 2)
        texts[n_texts++] = look;
      else if (look->part != HEED_PART_NONE && has_gold)
        look->part = HEED_PART_NONE;
      else
        has_gold |= look->part != HEED_PART_NONE;
    }

  if (n_texts == 2)
    part_texts (texts[0], texts[1], languages);
  else if (n_texts == 1 && has_dump)
    say (texts[0], HEED_PART_SOURCE, languages);
  else if (n_texts == 1)
    part_text (texts[0], languages);

  return looks;
}

/* --- Combining the files --------------------------------------------------- */

static gboolean
set_path (char             **place,
          const char        *path,
          const char        *what,
          GError           **error)
{
  if (*place == NULL)
    {
      *place = g_strdup (path);
      return TRUE;
    }

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: expected one file, found %s and %s",
               what, *place, path);
  return FALSE;
}

static gboolean
take_look (HeedCorpusRoles       *roles,
           const HeedCorpusLook  *look,
           GError               **error)
{
  switch (look->part)
    {
    case HEED_PART_SOURCE:
      return set_path (&roles->paths.source, look->path, "source", error);
    case HEED_PART_TARGET:
      return set_path (&roles->paths.target, look->path, "target", error);
    case HEED_PART_TABS:
    case HEED_PART_BARS:
    case HEED_PART_CSV:
      roles->format = look->part == HEED_PART_TABS   ? HEED_CORPUS_TABS
                      : look->part == HEED_PART_BARS ? HEED_CORPUS_BARS : HEED_CORPUS_CSV;
      return set_path (&roles->paths.source, look->path, "source", error);
    case HEED_PART_GOLD_FROM_0:
    case HEED_PART_GOLD_FROM_1:
      roles->count = look->part == HEED_PART_GOLD_FROM_0 ? HEED_CORPUS_COUNT_FROM_0
                                                         : HEED_CORPUS_COUNT_FROM_1;
      return set_path (&roles->paths.gold, look->path, "gold links", error);
    case HEED_PART_DUMP:
      return set_path (&roles->paths.dump, look->path, "attention", error);
    case HEED_PART_NONE:
    case HEED_N_PARTS:
      return TRUE;
    }

  g_return_val_if_reached (FALSE);
}

/**
 * heed_corpus_looks_find_roles:
 * @roles: (out): cleared with heed_corpus_roles_clear(), in any case
 *
 * Errors: %HEED_ERROR_UNSUPPORTED
 */
gboolean
heed_corpus_looks_find_roles (GArray           *looks,
                              HeedCorpusRoles  *roles,
                              GError          **error)
{
  *roles = (HeedCorpusRoles) { .has_format = TRUE, .format = HEED_CORPUS_LINES };

  for (guint i = 0; i < looks->len; i++)
    if (!take_look (roles, get_look (looks, i), error))
      return FALSE;

  if (roles->paths.source == NULL && roles->paths.dump == NULL)
    {
      g_set_error_literal (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                           "source: expected a file, found none");
      return FALSE;
    }

  if (roles->paths.target == NULL || roles->format == HEED_CORPUS_LINES)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "target: expected none beside %s, which has both sides, found %s",
               roles->paths.source, roles->paths.target);
  return FALSE;
}

static HeedCorpusPart
find_part (const HeedCorpusFacts *facts,
           HeedGoldFile          *gold,
           const char            *path)
{
  if (g_strcmp0 (path, facts->paths.gold) == 0)
    return heed_gold_file_get_first (gold) == 0 ? HEED_PART_GOLD_FROM_0 : HEED_PART_GOLD_FROM_1;
  if (g_strcmp0 (path, facts->paths.target) == 0)
    return HEED_PART_TARGET;
  if (g_strcmp0 (path, facts->paths.dump) == 0)
    return HEED_PART_DUMP;
  if (g_strcmp0 (path, facts->paths.source) != 0)
    return HEED_PART_NONE;

  switch (facts->format)
    {
    case HEED_CORPUS_LINES:
      return HEED_PART_SOURCE;
    case HEED_CORPUS_TABS:
      return HEED_PART_TABS;
    case HEED_CORPUS_BARS:
      return HEED_PART_BARS;
    case HEED_CORPUS_CSV:
      return HEED_PART_CSV;
    }

  g_return_val_if_reached (HEED_PART_NONE);
}

void
heed_corpus_looks_take_facts (GArray          *looks,
                              HeedCorpusFiles *files)
{
  const HeedCorpusFacts *facts = heed_corpus_files_get_facts (files);

  for (guint i = 0; i < looks->len; i++)
    get_look (looks, i)->part = find_part (facts, heed_corpus_files_get_gold (files),
                                           get_look (looks, i)->path);
}
