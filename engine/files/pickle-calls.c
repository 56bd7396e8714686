/* pickle-calls.c — the results of calls in a pickle, without running them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: Lib/pickle.py and Lib/copyreg.py of Python 3.11; torch/_utils.py of
 * PyTorch 0.2 to 2.5.
 */

#include "engine/files/pickle-calls.h"

#include <string.h>

#include "engine/files/pickle-names.h"
#include "engine/heed.h"

#define MAX_COPIED (1 << 24)

HeedPickleValue *
heed_pickle_fail_call (GError     **error,
                       const char  *name,
                       const char  *expected)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
               "pickle: %s: expected %s, found something else", name, expected);

  return NULL;
}

static HeedPickleValue *
refuse (GError                **error,
        const HeedPickleValue  *callable)
{
  g_set_error (
    error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
    "pickle: expected only data, found a call of %s; save the model's state_dict instead",
    callable->text);

  return NULL;
}

const HeedPickleValue *
heed_pickle_get_argument (const HeedPickleValue *arguments,
                          guint                  i,
                          HeedPickleKind         kind)
{
  const HeedPickleValue *argument = heed_pickle_value_get_item (arguments, i);

  return argument != NULL && argument->kind == kind ? argument : NULL;
}

/* A sequence of short calls could copy one long list many times, so the number of copied values
 * is limited. */
static gboolean
may_copy (HeedPickle  *pickle,
          gsize        n_more,
          GError     **error)
{
  if (n_more > MAX_COPIED - pickle->n_copied)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "pickle: expected calls to copy at most %d values, found more", MAX_COPIED);
      return FALSE;
    }

  pickle->n_copied += n_more;

  return TRUE;
}

static gboolean
append_items (HeedPickle             *pickle,
              HeedPickleValue        *value,
              const HeedPickleValue  *from,
              GError                **error)
{
  if (!may_copy (pickle, from->items->len, error))
    return FALSE;

  for (guint i = 0; i < from->items->len; i++)
    g_ptr_array_add (value->items, g_ptr_array_index (from->items, i));

  return TRUE;
}

static gboolean
append_pairs (HeedPickle             *pickle,
              HeedPickleValue        *dict,
              const HeedPickleValue  *list,
              const char             *name,
              GError                **error)
{
  for (guint i = 0; i < list->items->len; i++)
    {
      const HeedPickleValue *pair = heed_pickle_value_get_item (list, i);

      if (pair->kind != HEED_PICKLE_LIST || pair->items->len != 2)
        return heed_pickle_fail_call (error, name, "pairs") != NULL;

      if (!append_items (pickle, dict, pair, error))
        return FALSE;
    }

  return TRUE;
}

/* Handles dict (other), dict ([(key, value), …]), defaultdict (factory). */
static HeedPickleValue *
call_dict (HeedPickle             *pickle,
           const char             *name,
           const HeedPickleValue  *arguments,
           GError                **error)
{
  const HeedPickleValue *from = heed_pickle_value_get_item (arguments, 0);
  HeedPickleValue *dict = heed_pickle_add_value (pickle, HEED_PICKLE_DICT, error);
  gboolean is_done = TRUE;

  if (dict == NULL || from == NULL)
    return dict;

  if (from->kind == HEED_PICKLE_DICT)
    is_done = append_items (pickle, dict, from, error);
  else if (from->kind == HEED_PICKLE_LIST)
    is_done = append_pairs (pickle, dict, from, name, error);

  return is_done ? dict : NULL;
}

static HeedPickleValue *
call_list (HeedPickle             *pickle,
           const char             *name,
           const HeedPickleValue  *arguments,
           GError                **error)
{
  HeedPickleValue *list = heed_pickle_add_value (pickle, HEED_PICKLE_LIST, error);

  if (list == NULL || arguments->items->len == 0)
    return list;

  if (heed_pickle_get_argument (arguments, 0, HEED_PICKLE_LIST) == NULL)
    return heed_pickle_fail_call (error, name, "a list");

  if (!append_items (pickle, list, heed_pickle_get_argument (arguments, 0, HEED_PICKLE_LIST),
                     error))
    return NULL;

  return list;
}

/* Converts each character of a UTF-8 text, which may contain U+0000, to the byte of its number. */
static gboolean
encode_latin1 (GByteArray *encoded,
               const char *text,
               gsize       n_bytes)
{
  for (const char *p = text; p < text + n_bytes; p = *p != '\0' ? g_utf8_next_char (p) : p + 1)
    {
      gunichar c = *p != '\0' ? g_utf8_get_char_validated (p, text + n_bytes - p) : 0;

      if (c > 0xff)
        return FALSE;

      g_byte_array_append (encoded, &(guint8) { (guint8) c }, 1);
    }

  return TRUE;
}

/* Returns the bytes of a text or of bytes; a text with U+0000 in it has been stored as bytes. */
static const char *
get_bytes (const HeedPickleValue *value,
           gsize                 *n_bytes)
{
  if (value != NULL && value->kind == HEED_PICKLE_TEXT)
    {
      *n_bytes = strlen (value->text);
      return value->text;
    }

  return value != NULL && value->kind == HEED_PICKLE_BYTES
         ? g_bytes_get_data (value->bytes, n_bytes)
         : NULL;
}

/* In protocols without an opcode for bytes, they are written as a text of their values and a
 * call that encodes it. */
static HeedPickleValue *
call_encode (HeedPickle             *pickle,
             const char             *name,
             const HeedPickleValue  *arguments,
             GError                **error)
{
  const HeedPickleValue *encoding = heed_pickle_get_argument (arguments, 1, HEED_PICKLE_TEXT);
  g_autoptr(GByteArray) encoded = g_byte_array_new ();
  gsize n_bytes;
  const char *text = get_bytes (heed_pickle_value_get_item (arguments, 0), &n_bytes);

  if (text == NULL || encoding == NULL ||
      (strcmp (encoding->text, "latin1") != 0 && strcmp (encoding->text, "latin-1") != 0))
    return heed_pickle_fail_call (error, name, "a text and \"latin1\"");

  if (!may_copy (pickle, n_bytes, error))
    return NULL;

  if (!encode_latin1 (encoded, text, n_bytes))
    return heed_pickle_fail_call (error, name, "Latin-1");

  return heed_pickle_add_bytes (pickle, encoded->data, encoded->len, error);
}

/* Handles bytes (), bytearray (bytes), bytearray (text, encoding). */
static HeedPickleValue *
call_bytes (HeedPickle             *pickle,
            const char             *name,
            const HeedPickleValue  *arguments,
            GError                **error)
{
  const HeedPickleValue *bytes = heed_pickle_get_argument (arguments, 0, HEED_PICKLE_BYTES);
  gsize n_bytes;
  gconstpointer data;

  if (arguments->items->len == 0)
    return heed_pickle_add_bytes (pickle, (const guint8 *) "", 0, error);

  if (bytes == NULL || arguments->items->len > 1)
    return call_encode (pickle, name, arguments, error);

  data = g_bytes_get_data (bytes->bytes, &n_bytes);

  return may_copy (pickle, n_bytes, error) ? heed_pickle_add_bytes (pickle, data, n_bytes, error)
                                           : NULL;
}

static HeedPickleValue *
call_object (HeedPickle             *pickle,
             const char             *name,
             const HeedPickleValue  *arguments,
             GError                **error)
{
  HeedPickleValue *object = heed_pickle_add_value (pickle, HEED_PICKLE_OBJECT, error);

  if (object == NULL)
    return NULL;

  object->text = name;

  return append_items (pickle, object, arguments, error) ? object : NULL;
}

/* Excludes these functions as an argument, so that none of them can call itself. */
static gboolean
calls_another (const HeedPickleValue *callable)
{
  return callable->name->call == HEED_PICKLE_CALL_FROM_TYPE ||
         callable->name->call == HEED_PICKLE_CALL_NEW;
}

static HeedPickleValue *
call_from_type (HeedPickle             *pickle,
                const HeedPickleValue  *arguments,
                GError                **error)
{
  const HeedPickleValue *function = heed_pickle_get_argument (arguments, 0, HEED_PICKLE_NAME);
  const HeedPickleValue *inner = heed_pickle_get_argument (arguments, 2, HEED_PICKLE_LIST);

  if (function == NULL || inner == NULL || calls_another (function))
    return heed_pickle_fail_call (error, "_rebuild_from_type_v2",
                                  "a function, a class and arguments");

  return heed_pickle_call (pickle, function, inner, error);
}

/* Handles getattr (class, text): a member of an enumeration, or a method of a class. The result
 * is a name like others. */
static HeedPickleValue *
call_member (HeedPickle             *pickle,
             const char             *name,
             const HeedPickleValue  *arguments,
             GError                **error)
{
  const HeedPickleValue *whole = heed_pickle_get_argument (arguments, 0, HEED_PICKLE_NAME);
  const HeedPickleValue *member = heed_pickle_get_argument (arguments, 1, HEED_PICKLE_TEXT);
  const char *dot = whole != NULL ? strrchr (whole->text, '.') : NULL;
  g_autofree char *module = NULL;
  g_autofree char *path = NULL;

  if (dot == NULL || member == NULL)
    return heed_pickle_fail_call (error, name, "a name and one of its members");

  if (!may_copy (pickle, strlen (whole->text) + strlen (member->text), error))
    return NULL;

  module = g_strndup (whole->text, (gsize) (dot - whole->text));
  path = g_strconcat (dot + 1, ".", member->text, NULL);

  return heed_pickle_add_name (pickle, module, path, error);
}

/* Handles (class, argument, …), or (class, arguments, keyword arguments). */
static HeedPickleValue *
call_new (HeedPickle             *pickle,
          const HeedPickleValue  *arguments,
          GError                **error)
{
  const HeedPickleValue *class = heed_pickle_get_argument (arguments, 0, HEED_PICKLE_NAME);
  HeedPickleValue *others;

  if (class == NULL || calls_another (class))
    return heed_pickle_fail_call (error, "copyreg", "a class");

  others = heed_pickle_add_value (pickle, HEED_PICKLE_LIST, error);
  if (others == NULL || !append_items (pickle, others, arguments, error))
    return NULL;

  g_ptr_array_remove_index (others->items, 0);

  return heed_pickle_make (pickle, class, others, error);
}

/* Handles (class, base, state): an object of the class with the contents of its base, if that is
 * a list or a dict. */
static HeedPickleValue *
call_reconstruct (HeedPickle             *pickle,
                  const HeedPickleValue  *arguments,
                  GError                **error)
{
  const HeedPickleValue *class = heed_pickle_get_argument (arguments, 0, HEED_PICKLE_NAME);
  const HeedPickleValue *base = heed_pickle_get_argument (arguments, 1, HEED_PICKLE_NAME);
  const HeedPickleValue *held = heed_pickle_value_get_item (arguments, 2);
  HeedPickleValue *object;

  if (class == NULL || base == NULL || held == NULL)
    return heed_pickle_fail_call (error, "copyreg._reconstructor", "a class, its base and a state");

  object = heed_pickle_add_value (pickle, HEED_PICKLE_OBJECT, error);
  if (object == NULL)
    return NULL;

  object->text = class->text;
  if (held->kind != HEED_PICKLE_LIST && held->kind != HEED_PICKLE_DICT)
    return object;

  object->contents = heed_pickle_add_value (pickle, held->kind, error);

  return object->contents != NULL && append_items (pickle, object->contents, held, error) ? object
                                                                                          : NULL;
}

/**
 * heed_pickle_call:
 * @callable: the function or class
 * @arguments: its arguments
 *
 * Errors: %HEED_ERROR_UNSUPPORTED if the result of that call is not known;
 * %HEED_ERROR_DAMAGED if the arguments do not fit the call; %HEED_ERROR_TOO_LARGE if
 * there are too many values.
 *
 * Returns: (transfer none): the result of the call
 */
HeedPickleValue *
heed_pickle_call (HeedPickle             *pickle,
                  const HeedPickleValue  *callable,
                  const HeedPickleValue  *arguments,
                  GError                **error)
{
  if (callable->kind == HEED_PICKLE_OBJECT)
    return refuse (error, callable);

  if (callable->kind != HEED_PICKLE_NAME || arguments->kind != HEED_PICKLE_LIST)
    return heed_pickle_fail_call (error, "a call", "a name and its arguments");

  switch (callable->name->call)
    {
    case HEED_PICKLE_CALL_DICT:
      return call_dict (pickle, callable->text, arguments, error);

    case HEED_PICKLE_CALL_LIST:
      return call_list (pickle, callable->text, arguments, error);

    case HEED_PICKLE_CALL_TENSOR:
    case HEED_PICKLE_CALL_TENSOR_V3:
      return heed_pickle_call_tensor (pickle, callable->name, arguments, error);

    case HEED_PICKLE_CALL_FIRST:
      if (arguments->items->len == 0)
        return heed_pickle_fail_call (error, callable->text, "an argument");
      return g_ptr_array_index (arguments->items, 0);

    case HEED_PICKLE_CALL_FROM_TYPE:
      return call_from_type (pickle, arguments, error);

    case HEED_PICKLE_CALL_ENCODE:
      return call_encode (pickle, callable->text, arguments, error);

    case HEED_PICKLE_CALL_BYTES:
      return call_bytes (pickle, callable->text, arguments, error);

    case HEED_PICKLE_CALL_MEMBER:
      return call_member (pickle, callable->text, arguments, error);

    case HEED_PICKLE_CALL_NEW:
      return call_new (pickle, arguments, error);

    case HEED_PICKLE_CALL_RECONSTRUCT:
      return call_reconstruct (pickle, arguments, error);

    case HEED_PICKLE_CALL_OBJECT:
      return call_object (pickle, callable->text, arguments, error);

    case HEED_PICKLE_CALL_REFUSED:
      return refuse (error, callable);
    }

  g_return_val_if_reached (NULL);
}

/**
 * heed_pickle_make:
 * @class: the class
 * @arguments: the arguments of its constructor
 *
 * Handles class.__new__() of Python, which for a plain class runs no code of its own:
 * the result is a record of the arguments, unless the class is a known one.
 *
 * Errors: as heed_pickle_call()
 *
 * Returns: (transfer none): the object
 */
HeedPickleValue *
heed_pickle_make (HeedPickle             *pickle,
                  const HeedPickleValue  *class,
                  const HeedPickleValue  *arguments,
                  GError                **error)
{
  gboolean is_plain = class->kind == HEED_PICKLE_NAME && arguments->kind == HEED_PICKLE_LIST &&
                      class->name->call == HEED_PICKLE_CALL_REFUSED && !class->name->has_dtype;

  return is_plain ? call_object (pickle, class->text, arguments, error)
                  : heed_pickle_call (pickle, class, arguments, error);
}
