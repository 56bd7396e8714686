/* gold-file.c — a file of gold links, which is saved in the format it was read in
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bytes are kept as they were read, so that saving can rewrite only the lines of changed
 * sentences.
 */

#include "app/core/links/gold-file-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/core/links/gold-weights.h"

#define MAX_BYTES       (256 * 1024 * 1024)
#define FEW_LINKS       4   /* fewer cannot tell whether positions start at 0 or 1 */

enum {
  PROP_0,
  PROP_N_CHANGED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint signal_sentence_changed;

G_DEFINE_FINAL_TYPE (HeedGoldFile, heed_gold_file, G_TYPE_OBJECT)

/* --- Reading ------------------------------------------------------------------ */

char *
heed_gold_file_dup_line (HeedGoldFile *self,
                         guint         i)
{
  const HeedGoldFileLine *line = &g_array_index (self->lines, HeedGoldFileLine, i);

  return g_strndup (self->bytes + line->offset, line->length);
}

static void
split_lines (HeedGoldFile *self)
{
  gboolean has_mark = g_str_has_prefix (self->bytes, HEED_GOLD_BYTE_ORDER_MARK);
  gsize offset = has_mark ? strlen (HEED_GOLD_BYTE_ORDER_MARK) : 0;

  while (offset < self->n_bytes)
    {
      const char *begin = self->bytes + offset;
      const char *end = memchr (begin, '\n', self->n_bytes - offset);
      HeedGoldFileLine line = { .offset = offset,
                    .length = end != NULL ? (gsize) (end - begin) : self->n_bytes - offset };

      g_array_append_val (self->lines, line);
      offset += line.length + 1;
    }
}

/* Determines the format from the first line that is not empty. */
static HeedGoldForm
find_form (HeedGoldFile *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      g_autofree char *line = heed_gold_file_dup_line (self, i);
      HeedGoldRow row;

      g_strstrip (line);
      if (*line != '\0')
        return heed_gold_row_parse (line, &row) ? HEED_GOLD_AS_ROWS : HEED_GOLD_AS_LINES;
    }

  return HEED_GOLD_AS_LINES;
}

static void
unref_alignment (gpointer data)
{
  heed_alignment_unref (data);
}

static void
keep_sentence (HeedGoldFile  *self,
               HeedAlignment *links)
{
  g_ptr_array_add (self->originals, links);
  g_ptr_array_add (self->sentences, heed_alignment_ref (links));
}

/* Whether there are several links and none has position 0 on either side. */
static gboolean
seems_one_based (HeedGoldFile *self)
{
  guint64 n_links = 0;

  for (guint i = 0; i < self->originals->len; i++)
    {
      const HeedAlignment *links = g_ptr_array_index (self->originals, i);

      n_links += links->n_links;
      for (guint j = 0; j < links->n_links; j++)
        if (links->links[j].source == 0 || links->links[j].target == 0)
          return FALSE;
    }

  return n_links >= FEW_LINKS;
}

static void
forget_sentences (HeedGoldFile *self)
{
  g_ptr_array_set_size (self->originals, 0);
  g_ptr_array_set_size (self->sentences, 0);
  g_hash_table_remove_all (self->changed);
}

static HeedAlignment *
parse_line (HeedGoldFile  *self,
            guint          i,
            const char    *line,
            GError       **error)
{
  g_autofree char *weighed = NULL;

  if (self->probabilities == NULL)
    return heed_alignment_parse (line, self->spelling.first, error);

  weighed = heed_gold_weights_apply (line, self->probabilities[i], HEED_SURE_FROM, error);

  return weighed != NULL ? heed_alignment_parse (weighed, self->spelling.first, error) : NULL;
}

static gboolean
read_lines (HeedGoldFile  *self,
            GError       **error)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      g_autofree char *line = heed_gold_file_dup_line (self, i);
      HeedAlignment *links = parse_line (self, i, line, error);

      if (links == NULL)
        {
          g_prefix_error (error, "%s: line %u: ", self->path, i + 1);
          return FALSE;
        }

      heed_gold_spelling_learn (&self->spelling, line);
      keep_sentence (self, links);
    }

  return TRUE;
}

static void
free_links (gpointer data)
{
  if (data != NULL)
    g_array_unref (data);
}

/* Returns one GArray of HeedLink per sentence; NULL for sentences without links, so that a file
 * crafted with a huge sentence number takes little memory. */
static GPtrArray *
gather_rows (HeedGoldFile *self)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (free_links);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const HeedGoldFileLine *line = &g_array_index (self->lines, HeedGoldFileLine, i);

      if (!line->is_row)
        continue;

      if (sentences->len <= line->row.sentence)
        g_ptr_array_set_size (sentences, (gint) line->row.sentence + 1);
      if (line->row.is_null)
        continue;

      if (sentences->pdata[line->row.sentence] == NULL)
        sentences->pdata[line->row.sentence] = g_array_new (FALSE, FALSE, sizeof (HeedLink));
      g_array_append_val (g_ptr_array_index (sentences, line->row.sentence), line->row.link);
    }

  return sentences;
}

static gboolean
read_rows (HeedGoldFile  *self,
           GError       **error)
{
  g_autoptr(GPtrArray) sentences = NULL;

  for (guint i = 0; i < self->lines->len; i++)
    {
      HeedGoldFileLine *line = &g_array_index (self->lines, HeedGoldFileLine, i);
      g_autofree char *text = heed_gold_file_dup_line (self, i);

      line->is_row = heed_gold_row_parse (text, &line->row);
      if (!line->is_row && *g_strstrip (text) != '\0')
        {
          g_autofree char *valid = g_utf8_make_valid (text, (gssize) MIN (strlen (text), 40));

          g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                       "%s: line %u: expected sentence, source and target, from 1, found “%s”",
                       self->path, i + 1, valid);
          return FALSE;
        }
    }

  sentences = gather_rows (self);
  for (guint i = 0; i < sentences->len; i++)
    {
      GArray *links = g_ptr_array_index (sentences, i);

      keep_sentence (self, links == NULL
                           ? heed_alignment_ref (self->empty)
                           : heed_alignment_new ((const HeedLink *) (gpointer) links->data,
                                                 links->len));
    }

  return TRUE;
}

/* Reads all sentences; self->form must be set. */
static gboolean
read_sentences (HeedGoldFile  *self,
                int            first,
                GError       **error)
{
  self->spelling = (HeedGoldSpelling) { .first = first == 1 };
  if (self->form == HEED_GOLD_AS_ROWS)
    {
      self->spelling.first = 1;
      return read_rows (self, error);
    }

  if (!read_lines (self, error))
    return FALSE;

  if (first != HEED_GOLD_FIRST_GUESSED || !seems_one_based (self))
    return TRUE;

  forget_sentences (self);
  self->spelling.first = 1;

  return read_lines (self, error);
}

gboolean
heed_gold_file_read_bytes (const char  *path,
                           char       **bytes,
                           gsize       *n_bytes,
                           GError     **error)
{
  GStatBuf about;

  if (g_stat (path, &about) == 0 && !S_ISREG (about.st_mode))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "%s: expected a file of links, found no regular file", path);
      return FALSE;
    }

  if (g_stat (path, &about) == 0 && about.st_size > MAX_BYTES)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "%s: expected at most %u bytes, found %" G_GUINT64_FORMAT, path, MAX_BYTES,
                   (guint64) about.st_size);
      return FALSE;
    }

  return g_file_get_contents (path, bytes, n_bytes, error);
}

/* Reads the file of probabilities, which must have as many lines as the file of links. */
static gboolean
read_probabilities (HeedGoldFile  *self,
                    const char    *path,
                    GError       **error)
{
  g_autofree char *bytes = NULL;
  gsize n_bytes;
  guint n_lines;

  if (self->form == HEED_GOLD_AS_ROWS)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected a line of links for each line of probabilities, found one link a "
                   "line", self->path);
      return FALSE;
    }

  if (!heed_gold_file_read_bytes (path, &bytes, &n_bytes, error))
    return FALSE;

  self->probabilities = g_strsplit (bytes, "\n", -1);
  n_lines = g_strv_length (self->probabilities);
  if (n_lines > 0 && *self->probabilities[n_lines - 1] == '\0')
    n_lines--;
  if (n_lines == self->lines->len)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_SHAPE,
               "%s: expected as many lines as %s, %u, found %u", path, self->path,
               self->lines->len, n_lines);
  return FALSE;
}

HeedGoldFile *
heed_gold_file_read (const char  *path,
                     int          first,
                     GError     **error)
{
  return heed_gold_file_read_with (path, NULL, first, error);
}

/**
 * heed_gold_file_read_with:
 * @probabilities: (nullable): the path of the file of probabilities
 * @first: 0 or 1, or %HEED_GOLD_FIRST_GUESSED
 *
 * Errors: those of opening the file; %HEED_ERROR_DAMAGED, naming the line, if a line does not
 *   have the format of the first one
 * Cost: the whole file stays in memory, and about 12 bytes a link
 *
 * Returns: (transfer full): the file, or %NULL
 */
HeedGoldFile *
heed_gold_file_read_with (const char  *path,
                          const char  *probabilities,
                          int          first,
                          GError     **error)
{
  g_autoptr(HeedGoldFile) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (first >= HEED_GOLD_FIRST_GUESSED && first <= 1, NULL);

  self = g_object_new (HEED_TYPE_GOLD_FILE, NULL);
  self->path = g_strdup (path);
  if (!heed_gold_file_read_bytes (path, &self->bytes, &self->n_bytes, error))
    return NULL;

  if (memchr (self->bytes, '\0', self->n_bytes) != NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "%s: expected a text of links, found a byte that is 0", path);
      return NULL;
    }

  split_lines (self);
  self->form = find_form (self);

  if (probabilities != NULL && !read_probabilities (self, probabilities, error))
    return NULL;

  return read_sentences (self, first, error) ? g_steal_pointer (&self) : NULL;
}

/* --- Contents ----------------------------------------------------------------- */

const char *
heed_gold_file_get_path (HeedGoldFile *self)
{
  g_return_val_if_fail (HEED_IS_GOLD_FILE (self), NULL);

  return self->path;
}

HeedGoldForm
heed_gold_file_get_form (HeedGoldFile *self)
{
  g_return_val_if_fail (HEED_IS_GOLD_FILE (self), HEED_GOLD_AS_LINES);

  return self->form;
}

guint
heed_gold_file_get_first (HeedGoldFile *self)
{
  g_return_val_if_fail (HEED_IS_GOLD_FILE (self), 0);

  return self->spelling.first;
}

gboolean
heed_gold_file_has_weights (HeedGoldFile *self)
{
  g_return_val_if_fail (HEED_IS_GOLD_FILE (self), FALSE);

  return self->spelling.has_weights;
}

guint
heed_gold_file_get_n (HeedGoldFile *self)
{
  g_return_val_if_fail (HEED_IS_GOLD_FILE (self), 0);

  return self->sentences->len;
}

/**
 * heed_gold_file_get:
 *
 * Returns: (transfer none): the present links of a sentence
 */
HeedAlignment *
heed_gold_file_get (HeedGoldFile *self,
                    guint         sentence)
{
  g_return_val_if_fail (HEED_IS_GOLD_FILE (self), NULL);
  g_return_val_if_fail (sentence < self->sentences->len, NULL);

  return g_ptr_array_index (self->sentences, sentence);
}

/**
 * heed_gold_file_set:
 * @links: the new links of the sentence
 *
 * The file on disk is not changed until heed_gold_file_save().
 */
void
heed_gold_file_set (HeedGoldFile  *self,
                    guint          sentence,
                    HeedAlignment *links)
{
  HeedAlignment *before;
  guint n_changed;

  g_return_if_fail (HEED_IS_GOLD_FILE (self));
  g_return_if_fail (sentence < self->sentences->len);
  g_return_if_fail (links != NULL);

  before = g_ptr_array_index (self->sentences, sentence);
  if (heed_gold_are_same (before, links))
    return;

  n_changed = heed_gold_file_get_n_changed (self);
  self->sentences->pdata[sentence] = heed_alignment_ref (links);
  heed_alignment_unref (before);
  if (heed_gold_are_same (links, g_ptr_array_index (self->originals, sentence)))
    g_hash_table_remove (self->changed, GUINT_TO_POINTER (sentence));
  else
    g_hash_table_add (self->changed, GUINT_TO_POINTER (sentence));

  g_signal_emit (self, signal_sentence_changed, 0, sentence);
  if (heed_gold_file_get_n_changed (self) != n_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHANGED]);
}

/* Returns the index of the sentence's line, or of its first row. */
static guint
find_line (HeedGoldFile *self,
           guint         sentence)
{
  if (self->form == HEED_GOLD_AS_LINES)
    return sentence;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const HeedGoldFileLine *line = &g_array_index (self->lines, HeedGoldFileLine, i);

      if (line->is_row && line->row.sentence == sentence)
        return i;
    }

  return 0;
}

/**
 * heed_gold_file_check:
 * @n_source: words of the source
 * @n_target: words of the target
 *
 * Errors: %HEED_ERROR_DAMAGED if a link is out of range
 *
 * Returns: whether all links are between these words
 */
gboolean
heed_gold_file_check (HeedGoldFile  *self,
                      guint          sentence,
                      guint          n_source,
                      guint          n_target,
                      GError       **error)
{
  const HeedAlignment *links;
  guint first;

  g_return_val_if_fail (HEED_IS_GOLD_FILE (self), FALSE);
  g_return_val_if_fail (sentence < self->sentences->len, FALSE);

  links = g_ptr_array_index (self->sentences, sentence);
  first = self->spelling.first;
  for (guint i = 0; i < links->n_links; i++)
    {
      const HeedLink *link = &links->links[i];

      if (link->source < n_source && link->target < n_target)
        continue;

      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "%s: line %u: expected links between %u and %u words, counted from %u, "
                   "found %u-%u",
                   self->path, find_line (self, sentence) + 1, n_source, n_target, first,
                   link->source + first, link->target + first);
      return FALSE;
    }

  return TRUE;
}

/**
 * heed_gold_file_is_changed:
 *
 * Returns: whether a sentence differs from the file on disk
 */
gboolean
heed_gold_file_is_changed (HeedGoldFile *self,
                           guint         sentence)
{
  g_return_val_if_fail (HEED_IS_GOLD_FILE (self), FALSE);

  return g_hash_table_contains (self->changed, GUINT_TO_POINTER (sentence));
}

guint
heed_gold_file_get_n_changed (HeedGoldFile *self)
{
  g_return_val_if_fail (HEED_IS_GOLD_FILE (self), 0);

  return g_hash_table_size (self->changed);
}

/* --- After saving ------------------------------------------------------------- */

void
heed_gold_file_take_written (HeedGoldFile *self,
                             GString      *text)
{
  guint first = self->spelling.first;
  guint n_sentences = self->sentences->len;
  g_autoptr(GError) problem = NULL;

  g_free (self->bytes);
  self->n_bytes = text->len;
  self->bytes = g_string_free (text, FALSE);
  g_clear_pointer (&self->probabilities, g_strfreev);
  forget_sentences (self);
  g_array_set_size (self->lines, 0);
  split_lines (self);
  if (!read_sentences (self, (int) first, &problem))
    g_critical ("what was written cannot be read: %s", problem->message);

  /* Sentences at the end that have no rows any more still count. */
  while (self->sentences->len < n_sentences)
    keep_sentence (self, heed_alignment_ref (self->empty));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHANGED]);
}

/* --- The object --------------------------------------------------------------- */

static void
heed_gold_file_finalize (GObject *object)
{
  HeedGoldFile *self = HEED_GOLD_FILE (object);

  g_free (self->path);
  g_free (self->bytes);
  g_strfreev (self->probabilities);
  g_array_unref (self->lines);
  g_ptr_array_unref (self->sentences);
  g_ptr_array_unref (self->originals);
  g_hash_table_unref (self->changed);
  heed_alignment_unref (self->empty);

  G_OBJECT_CLASS (heed_gold_file_parent_class)->finalize (object);
}

static void
heed_gold_file_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_N_CHANGED:
      g_value_set_uint (value, heed_gold_file_get_n_changed (HEED_GOLD_FILE (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_gold_file_class_init (HeedGoldFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = heed_gold_file_finalize;
  object_class->get_property = heed_gold_file_get_property;

  /**
   * HeedGoldFile:n-changed:
   *
   * The number of sentences that differ from the file on disk; 0 after saving.
   */
  properties[PROP_N_CHANGED] =
    g_param_spec_uint ("n-changed", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedGoldFile::sentence-changed:
   * @sentence: from 0
   *
   * The links of a sentence changed.
   */
  signal_sentence_changed =
    g_signal_new ("sentence-changed", HEED_TYPE_GOLD_FILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
heed_gold_file_init (HeedGoldFile *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (HeedGoldFileLine));
  self->sentences = g_ptr_array_new_with_free_func (unref_alignment);
  self->originals = g_ptr_array_new_with_free_func (unref_alignment);
  self->changed = g_hash_table_new (NULL, NULL);
  self->empty = heed_alignment_new (NULL, 0);
}
