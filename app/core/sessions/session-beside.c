/* session-beside.c — what is beside the sentence of a session: marks, gold links, a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/sessions/session-beside.h"

#include "app/core/sessions/session-fields.h"
#include "app/core/sessions/session-site.h"

#define MAX_MARKS 1000
#define MAX_SITES 4096

static const char *const link_rules[] = { "argmax", "threshold", "relative", NULL };
static const char *const formats[] = { "lines", "tabs", "bars", "csv", NULL };

HeedSessionBeside *
heed_session_beside_new (void)
{
  HeedSessionBeside *beside = g_new0 (HeedSessionBeside, 1);

  beside->marks = g_array_new (FALSE, FALSE, sizeof (HeedMarkupMark));
  beside->rule = HEED_MARKUP_WHOLE_WORD;

  return beside;
}

HeedSessionBeside *
heed_session_beside_copy (const HeedSessionBeside *beside)
{
  HeedSessionBeside *copy = g_memdup2 (beside, sizeof *beside);

  copy->marks = g_array_copy (beside->marks);
  copy->gold_path = g_strdup (beside->gold_path);
  copy->gold_source = g_strdup (beside->gold_source);
  copy->gold_target = g_strdup (beside->gold_target);
  copy->reverse = g_strdup (beside->reverse);
  heed_corpus_roles_copy (&copy->corpus, &beside->corpus);
  if (beside->link_settings != NULL)
    copy->link_settings = heed_link_settings_copy (beside->link_settings);

  return copy;
}

void
heed_session_beside_free (HeedSessionBeside *beside)
{
  g_array_unref (beside->marks);
  g_free (beside->gold_path);
  g_free (beside->gold_source);
  g_free (beside->gold_target);
  g_free (beside->reverse);
  heed_corpus_roles_clear (&beside->corpus);
  g_clear_pointer (&beside->link_settings, heed_link_settings_free);
  g_free (beside);
}

/* --- Writing --------------------------------------------------------------- */

static void
set_markup (HeedJson                *root,
            const HeedSessionBeside *beside)
{
  HeedJson *object = heed_json_set_object (root, "markup");
  HeedJson *list = heed_json_set_list (object, "marks");

  heed_json_set_text (object, "rule", heed_markup_rule_get_name (beside->rule));
  for (guint i = 0; i < beside->marks->len; i++)
    {
      const HeedMarkupMark *mark = &g_array_index (beside->marks, HeedMarkupMark, i);
      HeedJson *item = heed_json_add_object (list);

      heed_json_set_whole (item, "first", mark->tokens.first);
      heed_json_set_whole (item, "end", mark->tokens.end);
      heed_json_set_boolean (item, "link", mark->is_link);
    }
}

static void
set_gold (HeedJson                *root,
          const HeedSessionBeside *beside)
{
  HeedJson *object = heed_json_set_object (root, "gold");

  heed_json_set_text (object, "path", beside->gold_path);
  heed_json_set_whole (object, "first_word", beside->gold_first);
  heed_json_set_whole (object, "sentence", beside->gold_sentence);
  heed_json_set_text (object, "source", beside->gold_source);
  heed_json_set_text (object, "target", beside->gold_target);
}

static void
set_path (HeedJson   *object,
          const char *name,
          const char *path)
{
  if (path != NULL)
    heed_json_set_text (object, name, path);
}

static void
set_link_settings (HeedJson                *corpus,
                   const HeedSessionBeside *beside)
{
  const HeedLinkSettings *link_settings = beside->link_settings;
  HeedJson *object = heed_json_set_object (corpus, "links");
  HeedJson *list = heed_json_set_list (object, "attentions");

  for (guint i = 0; i < link_settings->sites->len; i++)
    heed_session_site_set (heed_json_add_object (list),
                           g_array_index (link_settings->sites, HeedAttentionSite, i));

  heed_json_set_text (object, "rule", link_rules[link_settings->links.rule]);
  heed_json_set_number (object, "share", link_settings->links.share);
  heed_json_set_whole (object, "shift", link_settings->links.shift);
  heed_json_set_boolean (object, "end", link_settings->keeps_end);
  heed_json_set_boolean (object, "pieces", link_settings->by_piece);
  if (link_settings->is_symmetrised)
    heed_json_set_text (object, "symmetrise",
                        heed_symmetrisation_get_name (link_settings->symmetrisation));
  set_path (object, "reverse", beside->reverse);
}

static void
set_corpus (HeedJson                *root,
            const HeedSessionBeside *beside)
{
  HeedJson *object = heed_json_set_object (root, "corpus");
  const HeedCorpusRoles *roles = &beside->corpus;

  set_path (object, "source", roles->paths.source);
  set_path (object, "target", roles->paths.target);
  set_path (object, "gold", roles->paths.gold);
  set_path (object, "gold_probabilities", roles->paths.probabilities);
  set_path (object, "attention", roles->paths.dump);
  if (roles->index_base != HEED_INDEX_BASE_DETECTED)
    heed_json_set_whole (object, "first_word", roles->index_base == HEED_INDEX_BASE_1);
  if (roles->has_format)
    heed_json_set_text (object, "format", formats[roles->format]);
  if (beside->link_settings != NULL)
    set_link_settings (object, beside);
}

void
heed_session_beside_set (HeedJson                *root,
                         const HeedSessionBeside *beside)
{
  if (beside->marks->len > 0)
    set_markup (root, beside);
  if (beside->gold_path != NULL)
    set_gold (root, beside);
  if (beside->has_corpus)
    set_corpus (root, beside);
}

/* --- Reading --------------------------------------------------------------- */

static gboolean
read_mark (const HeedJson  *object,
           GArray          *marks,
           GError         **error)
{
  HeedMarkupMark mark = { { 0, 0 }, FALSE };

  if (!heed_json_is_object (object))
    return heed_json_refuse (object, "an object", error);

  if (!heed_json_read_count (object, "first", 0, HEED_SESSION_MAX_POSITION, &mark.tokens.first,
                             error) ||
      !heed_json_read_count (object, "end", mark.tokens.first + 1, HEED_SESSION_MAX_POSITION,
                             &mark.tokens.end, error) ||
      !heed_json_read_boolean (object, "link", &mark.is_link, error))
    return FALSE;

  if (mark.tokens.end <= mark.tokens.first)
    return heed_json_refuse_field (object, "end", "more than first", error);

  g_array_append_val (marks, mark);

  return TRUE;
}

static gboolean
read_markup (const HeedJson     *root,
             HeedSessionBeside  *beside,
             GError            **error)
{
  const char *rules[HEED_MARKUP_N_RULES + 1] = { NULL };
  const HeedJson *object = NULL;
  const HeedJson *list = NULL;
  guint rule = beside->rule;

  for (guint i = 0; i < HEED_MARKUP_N_RULES; i++)
    rules[i] = heed_markup_rule_get_name ((HeedMarkupRule) i);

  if (!heed_json_read_object (root, "markup", &object, error))
    return FALSE;
  if (object == NULL)
    return TRUE;

  if (!heed_json_read_choice (object, "rule", rules, &rule, error) ||
      !heed_json_read_list (object, "marks", &list, error) ||
      (list != NULL && !heed_session_check_length (list, MAX_MARKS, error)))
    return FALSE;

  beside->rule = (HeedMarkupRule) rule;
  for (guint i = 0; list != NULL && i < heed_json_get_n (list); i++)
    if (!read_mark (heed_json_get_nth (list, i), beside->marks, error))
      return FALSE;

  return TRUE;
}

static gboolean
read_gold (const HeedJson     *root,
           HeedSessionBeside  *beside,
           GError            **error)
{
  const HeedJson *object = NULL;

  if (!heed_json_read_object (root, "gold", &object, error))
    return FALSE;

  return object == NULL ||
         (heed_json_require (object, "path", error) &&
          heed_json_require (object, "source", error) &&
          heed_json_require (object, "target", error) &&
          heed_session_read_text (object, "path", &beside->gold_path, error) &&
          heed_json_read_count (object, "first_word", 0, 1, &beside->gold_first, error) &&
          heed_json_read_count (object, "sentence", 0, G_MAXINT, &beside->gold_sentence, error) &&
          heed_session_read_text (object, "source", &beside->gold_source, error) &&
          heed_session_read_text (object, "target", &beside->gold_target, error));
}

static gboolean
read_sites (const HeedJson  *object,
            GArray          *sites,
            GError         **error)
{
  const HeedJson *list = NULL;

  if (!heed_json_require (object, "attentions", error) ||
      !heed_json_read_list (object, "attentions", &list, error) ||
      !heed_session_check_length (list, MAX_SITES, error))
    return FALSE;

  for (guint i = 0; i < heed_json_get_n (list); i++)
    {
      const HeedJson *item = heed_json_get_nth (list, i);
      HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN };

      if (!heed_json_is_object (item))
        return heed_json_refuse (item, "an object", error);
      if (!heed_session_site_read (item, &site, error))
        return FALSE;

      g_array_append_val (sites, site);
    }

  return TRUE;
}

static gboolean
read_symmetrisation (const HeedJson    *object,
                     HeedLinkSettings  *link_settings,
                     GError           **error)
{
  const char *names[HEED_N_SYMMETRISATIONS + 1] = { NULL };
  guint how = HEED_N_SYMMETRISATIONS;

  for (guint i = 0; i < HEED_N_SYMMETRISATIONS; i++)
    names[i] = heed_symmetrisation_get_name ((HeedSymmetrisation) i);

  if (!heed_json_read_choice (object, "symmetrise", names, &how, error))
    return FALSE;

  link_settings->is_symmetrised = how < HEED_N_SYMMETRISATIONS;
  if (link_settings->is_symmetrised)
    link_settings->symmetrisation = (HeedSymmetrisation) how;

  return TRUE;
}

static gboolean
read_link_settings (const HeedJson     *corpus,
                    HeedSessionBeside  *beside,
                    GError            **error)
{
  const HeedJson *object = NULL;
  HeedLinkSettings *link_settings;
  guint rule = HEED_LINK_ARGMAX;

  if (!heed_json_read_object (corpus, "links", &object, error))
    return FALSE;
  if (object == NULL)
    return TRUE;

  link_settings = beside->link_settings = g_new0 (HeedLinkSettings, 1);
  link_settings->links = HEED_LINK_OPTIONS_DEFAULT;
  link_settings->sites = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));
  if (!read_sites (object, link_settings->sites, error) ||
      !heed_json_read_choice (object, "rule", link_rules, &rule, error) ||
      !heed_json_read_number (object, "share", 0.01, 1.0, &link_settings->links.share, error) ||
      !heed_json_read_count (object, "shift", 0, 1, &link_settings->links.shift, error) ||
      !heed_json_read_boolean (object, "end", &link_settings->keeps_end, error) ||
      !heed_json_read_boolean (object, "pieces", &link_settings->by_piece, error) ||
      !read_symmetrisation (object, link_settings, error) ||
      !heed_session_read_text (object, "reverse", &beside->reverse, error))
    return FALSE;

  link_settings->links.rule = (HeedLinkRule) rule;

  return TRUE;
}

static gboolean
read_corpus (const HeedJson     *root,
             HeedSessionBeside  *beside,
             GError            **error)
{
  HeedCorpusRoles *roles = &beside->corpus;
  const HeedJson *object = NULL;
  guint first = 2;
  guint format = G_N_ELEMENTS (formats);

  if (!heed_json_read_object (root, "corpus", &object, error))
    return FALSE;
  if (object == NULL)
    return TRUE;

  if (!heed_session_read_text (object, "source", &roles->paths.source, error) ||
      !heed_session_read_text (object, "target", &roles->paths.target, error) ||
      !heed_session_read_text (object, "gold", &roles->paths.gold, error) ||
      !heed_session_read_text (object, "gold_probabilities", &roles->paths.probabilities,
                               error) ||
      !heed_session_read_text (object, "attention", &roles->paths.dump, error) ||
      !heed_json_read_count (object, "first_word", 0, 1, &first, error) ||
      !heed_json_read_choice (object, "format", formats, &format, error) ||
      !read_link_settings (object, beside, error))
    return FALSE;

  if (roles->paths.source == NULL && roles->paths.dump == NULL)
    return heed_json_require (object, "source", error);

  beside->has_corpus = TRUE;
  roles->index_base = first == 0   ? HEED_INDEX_BASE_0
                      : first == 1 ? HEED_INDEX_BASE_1 : HEED_INDEX_BASE_DETECTED;
  roles->has_format = format < G_N_ELEMENTS (formats);
  if (roles->has_format)
    roles->format = (HeedCorpusFormat) format;

  return TRUE;
}

gboolean
heed_session_beside_read (const HeedJson     *root,
                          HeedSessionBeside  *beside,
                          GError            **error)
{
  return read_markup (root, beside, error) && read_gold (root, beside, error) &&
         read_corpus (root, beside, error);
}
