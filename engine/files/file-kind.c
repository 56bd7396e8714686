/* file-kind.c — detecting the kind of a file from its contents
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Weights can have any file name, and a file named like weights may be something else:
 * the pointer that Git LFS leaves if it did not download them, the page of a server
 * that required a password, the model of another program. An error that names the
 * actual kind is more useful than one about an invalid header.
 */

#include "engine/files/file-kind.h"

#include <string.h>

#include "engine/heed.h"

typedef struct {
  HeedFileKind  kind;
  gsize         offset;
  gsize         n_bytes;
  const char   *bytes;
} Magic;

/* Byte sequences that identify a kind. */
static const Magic magics[] = {
  { HEED_FILE_KIND_LFS_POINTER, 0, 35, "version https://git-lfs.github.com/" },
  { HEED_FILE_KIND_TORCH, 0, 15, "\x80\2\x8a\n\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19." },
  { HEED_FILE_KIND_ZIP, 0, 4, "PK\3\4" },
  { HEED_FILE_KIND_ZIP, 0, 4, "PK\5\6" },
  { HEED_FILE_KIND_HDF5, 0, 8, "\x89HDF\r\n\x1a\n" },
  { HEED_FILE_KIND_NUMPY_ARRAY, 0, 6, "\x93NUMPY" },
  { HEED_FILE_KIND_TORCH_LUA, 0, 9, "\4\0\0\0\1\0\0\0\3" },
  { HEED_FILE_KIND_GZIP, 0, 2, "\x1f\x8b" },
  { HEED_FILE_KIND_XZ, 0, 6,
    "\xfd"
    "7zXZ\0" },
  { HEED_FILE_KIND_ZSTANDARD, 0, 4, "\x28\xb5\x2f\xfd" },
  { HEED_FILE_KIND_7Z, 0, 6, "7z\xbc\xaf\x27\x1c" },
  { HEED_FILE_KIND_RAR, 0, 6, "Rar!\x1a\x07" },
  { HEED_FILE_KIND_TAR, 257, 6, "ustar" },
  { HEED_FILE_KIND_PDF, 0, 7, "%PDF-1." },
  { HEED_FILE_KIND_PDF, 0, 7, "%PDF-2." },
  { HEED_FILE_KIND_PNG, 0, 8, "\x89PNG\r\n\x1a\n" },
  { HEED_FILE_KIND_JPEG, 0, 3, "\xff\xd8\xff" },
  { HEED_FILE_KIND_ELF, 0, 4,
    "\x7f"
    "ELF" },
};

/* Byte sequences that a text may contain as well: they identify a kind only if other bytes are not
 * those of a text. */
static const Magic words[] = {
  { HEED_FILE_KIND_GGUF, 0, 4, "GGUF" },
  { HEED_FILE_KIND_GGML, 0, 4, "lmgg" },
  { HEED_FILE_KIND_GGML, 0, 4, "tjgg" },
  { HEED_FILE_KIND_GGML, 0, 4, "fmgg" },
  { HEED_FILE_KIND_TENSORFLOW_LITE, 4, 4, "TFL3" },
  { HEED_FILE_KIND_TAR, 257, 7, "ustar  " },
  { HEED_FILE_KIND_GIF, 0, 6, "GIF87a" },
  { HEED_FILE_KIND_GIF, 0, 6, "GIF89a" },
};

static const char *const descriptions[HEED_N_FILE_KINDS] = {
  [HEED_FILE_KIND_EMPTY] = "an empty file",
  [HEED_FILE_KIND_SAFETENSORS] = "a file of safetensors",
  [HEED_FILE_KIND_TORCH] = "a file of torch.save()",
  [HEED_FILE_KIND_ZIP] = "a zip archive",
  [HEED_FILE_KIND_CTRANSLATE2] = "a model.bin of CTranslate2",
  [HEED_FILE_KIND_SENTENCEPIECE] = "a model of SentencePiece",
  [HEED_FILE_KIND_JSON] = "a file of JSON",
  [HEED_FILE_KIND_TEXT] = "a text file",
  [HEED_FILE_KIND_LFS_POINTER] = "a Git LFS pointer: the file was not downloaded",
  [HEED_FILE_KIND_WEB_PAGE] = "a web page",
  [HEED_FILE_KIND_XML] = "a file of XML",
  [HEED_FILE_KIND_ZEROS] = "nothing but zeros, as an interrupted download leaves",
  [HEED_FILE_KIND_PICKLE] = "a pickle of Python, not written by torch.save()",
  [HEED_FILE_KIND_NUMPY_ARRAY] = "one array of NumPy (.npy), not all of a model (.npz)",
  [HEED_FILE_KIND_NUMPY_ARCHIVE] = "arrays of NumPy (.npz)",
  [HEED_FILE_KIND_HDF5] = "a file of HDF5, as Keras saves (.h5)",
  [HEED_FILE_KIND_ONNX] = "a model of ONNX",
  [HEED_FILE_KIND_GGUF] = "a model of llama.cpp (GGUF)",
  [HEED_FILE_KIND_GGML] = "a model of llama.cpp or whisper.cpp (GGML)",
  [HEED_FILE_KIND_SAVED_MODEL] = "a SavedModel of TensorFlow",
  [HEED_FILE_KIND_TENSORFLOW_INDEX] = "the index of a checkpoint of TensorFlow",
  [HEED_FILE_KIND_TENSORFLOW_LITE] = "a model of TensorFlow Lite",
  [HEED_FILE_KIND_TORCH_LUA] = "a file of Torch 7, the one in Lua (.t7)",
  [HEED_FILE_KIND_GZIP] = "a gzipped file",
  [HEED_FILE_KIND_BZIP2] = "a file compressed with bzip2",
  [HEED_FILE_KIND_XZ] = "a file compressed with xz",
  [HEED_FILE_KIND_ZSTANDARD] = "a file compressed with zstd",
  [HEED_FILE_KIND_7Z] = "a 7z archive",
  [HEED_FILE_KIND_RAR] = "a RAR archive",
  [HEED_FILE_KIND_TAR] = "a tar archive",
  [HEED_FILE_KIND_PDF] = "a PDF document",
  [HEED_FILE_KIND_PNG] = "a PNG picture",
  [HEED_FILE_KIND_JPEG] = "a JPEG picture",
  [HEED_FILE_KIND_GIF] = "a GIF picture",
  [HEED_FILE_KIND_WEBP] = "a WebP picture",
  [HEED_FILE_KIND_ELF] = "a program or a library",
};

/* --- Kinds without bytes of their own ------------------------------------ */

static gboolean
is_printable (const guint8 *bytes,
              gsize         n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (!g_ascii_isprint (bytes[i]))
      return FALSE;

  return TRUE;
}

/* No text contains such characters, in whatever encoding that has ASCII as a part. */
static gboolean
has_controls (const guint8 *bytes,
              gsize         n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (g_ascii_iscntrl (bytes[i]) && !g_ascii_isspace (bytes[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_bzip2 (const guint8 *bytes,
          gsize         n_bytes)
{
  return n_bytes >= 10 && memcmp (bytes, "BZh", 3) == 0 && memcmp (bytes + 4, "1AY&SY", 6) == 0;
}

static gboolean
is_webp (const guint8 *bytes,
         gsize         n_bytes)
{
  return n_bytes >= 12 && memcmp (bytes, "RIFF", 4) == 0 && memcmp (bytes + 8, "WEBP", 4) == 0 &&
         has_controls (bytes, n_bytes);
}

/* A JSON header after its length in eight bytes, which is below 4 GiB. */
static gboolean
is_safetensors (const guint8 *bytes,
                gsize         n_bytes)
{
  static const guint8 high[4];

  return n_bytes > 8 && bytes[8] == '{' && memcmp (bytes + 4, high, sizeof high) == 0;
}

/* A version, and a name of 1 to 255 characters after its length. */
static gboolean
is_ctranslate2 (const guint8 *bytes,
                gsize         n_bytes)
{
  gsize length;

  if (n_bytes < 8 || bytes[0] == 0 || bytes[0] > 15 || bytes[1] != 0 || bytes[2] != 0 ||
      bytes[3] != 0)
    return FALSE;

  length = bytes[4];  /* includes the terminating zero */

  return length > 1 && bytes[5] == 0 && is_printable (bytes + 6, MIN (n_bytes - 6, length - 1));
}

/* Protocol 2 and later. */
static gboolean
is_pickle (const guint8 *bytes,
           gsize         n_bytes)
{
  return n_bytes >= 2 && bytes[0] == 0x80 && bytes[1] >= 2 && bytes[1] <= 5;
}

/* A protocol buffer: field 1 is a list of pieces, whose fields 1 and 2 are a text and a score. */
static gboolean
is_sentencepiece (const guint8 *bytes,
                  gsize         n_bytes)
{
  return n_bytes >= 4 && bytes[0] == 0x0a && bytes[2] == 0x0a && bytes[3] < 0x80 &&
         n_bytes > 4 + (gsize) bytes[3] && bytes[4 + bytes[3]] == 0x15;
}

/* A protocol buffer: field 1 is the version of its format, field 2 the name of
 * the program that wrote it. */
static gboolean
is_onnx (const guint8 *bytes,
         gsize         n_bytes)
{
  return n_bytes > 4 && bytes[0] == 0x08 && bytes[1] > 1 && bytes[1] < 0x20 && bytes[2] == 0x12 &&
         bytes[3] > 0 && bytes[3] < 0x80 && n_bytes >= 4 + (gsize) bytes[3] &&
         is_printable (bytes + 4, bytes[3]);
}

/* A protocol buffer: field 1 is the version, which is 1, field 2 a meta graph. */
static gboolean
is_saved_model (const guint8 *bytes,
                gsize         n_bytes)
{
  return n_bytes > 4 && memcmp (bytes, "\x08\1\x12", 3) == 0;
}

/* Identified by its end, as all tables of LevelDB. */
static gboolean
is_tensorflow_index (const guint8 *bytes,
                     gsize         n_bytes)
{
  return n_bytes >= 48 && memcmp (bytes + n_bytes - 8, "\x57\xfb\x80\x8b\x24\x75\x47\xdb", 8) == 0;
}

static gboolean
is_zeros (const guint8 *bytes,
          gsize         n_bytes)
{
  return n_bytes >= 64 && bytes[0] == 0 && memcmp (bytes, bytes + 1, n_bytes - 1) == 0;
}

static const struct
{
  HeedFileKind kind;
  gboolean (*is_one) (const guint8 *bytes, gsize n_bytes);
} shapes[] = {
  { HEED_FILE_KIND_BZIP2, is_bzip2 },
  { HEED_FILE_KIND_WEBP, is_webp },
  { HEED_FILE_KIND_SAFETENSORS, is_safetensors },
  { HEED_FILE_KIND_PICKLE, is_pickle },
  { HEED_FILE_KIND_CTRANSLATE2, is_ctranslate2 },
  { HEED_FILE_KIND_SENTENCEPIECE, is_sentencepiece },
  { HEED_FILE_KIND_ONNX, is_onnx },
  { HEED_FILE_KIND_SAVED_MODEL, is_saved_model },
  { HEED_FILE_KIND_TENSORFLOW_INDEX, is_tensorflow_index },
  { HEED_FILE_KIND_ZEROS, is_zeros },
};

/* --- Text ---------------------------------------------------------------- */

static gboolean
starts_with (const char *text,
             gsize       n_bytes,
             const char *start)
{
  return n_bytes >= strlen (start) && g_ascii_strncasecmp (text, start, strlen (start)) == 0;
}

/* Checks valid UTF-8 up to the first character that may be truncated. */
static gboolean
is_text (const char *text,
         gsize       n_bytes)
{
  const char *end;

  return !has_controls ((const guint8 *) text, n_bytes) &&
         (g_utf8_validate_len (text, n_bytes, &end) || (end > text && text + n_bytes - end < 4));
}

static HeedFileKind
find_kind_of_text (const char *text,
                   gsize       n_bytes)
{
  gsize begin = n_bytes >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  if (!is_text (text, n_bytes))
    return HEED_FILE_KIND_UNKNOWN;

  while (begin < n_bytes && g_ascii_isspace (text[begin]))
    begin++;

  text += begin;
  n_bytes -= begin;

  if (starts_with (text, n_bytes, "<!doctype html") || starts_with (text, n_bytes, "<html"))
    return HEED_FILE_KIND_WEB_PAGE;

  if (starts_with (text, n_bytes, "<?xml"))
    return HEED_FILE_KIND_XML;

  return n_bytes > 0 && (*text == '{' || *text == '[') ? HEED_FILE_KIND_JSON : HEED_FILE_KIND_TEXT;
}

/* --- Zip ----------------------------------------------------------------- */

/* Uses the name of the first file in the archive, which is at the very beginning. */
static HeedFileKind
find_kind_of_zip (const guint8 *bytes,
                  gsize         n_bytes)
{
  gsize length = n_bytes >= 30 ? (gsize) bytes[26] | (gsize) bytes[27] << 8 : 0;

  const char *end = (const char *) bytes + 30 + length;

  if (length >= 9 && n_bytes >= 30 + length && memcmp (end - 9, "/data.pkl", 9) == 0)
    return HEED_FILE_KIND_TORCH;

  return length >= 4 && n_bytes >= 30 + length && memcmp (end - 4, ".npy", 4) == 0
         ? HEED_FILE_KIND_NUMPY_ARCHIVE
         : HEED_FILE_KIND_ZIP;
}

static gboolean
has_name (const char *const *names,
          const char        *end)
{
  for (; *names != NULL; names++)
    if (g_str_has_suffix (*names, end))
      return TRUE;

  return FALSE;
}

/**
 * heed_file_kind_describe_zip:
 * @names: names of all files in it, %NULL-terminated
 *
 * Returns: a description, as from heed_file_kind_describe()
 */
const char *
heed_file_kind_describe_zip (const char *const *names)
{
  static const struct { const char *end; const char *description;
  } known[] = {
    { "constants.pkl",
      "a program of TorchScript (torch.jit.save()); save the model's state_dict() instead" },
    { "data.pkl", "a file of torch.save()" },
    { "model.weights.h5", "a model of Keras (.keras)" },
    { "saved_model.pb", "a zip of a SavedModel of TensorFlow" },
    { ".npy", "arrays of NumPy (.npz)" },
    { "[Content_Types].xml", "a document of an office program" },
    { "META-INF/container.xml", "an electronic book" },
    { "META-INF/MANIFEST.MF", "a program in Java" },
  };

  if (*names == NULL)
    return "an empty zip archive";

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (has_name (names, known[i].end))
      return known[i].description;

  return "a zip archive of other files";
}

/* --- All of them --------------------------------------------------------- */

static const Magic *
find_magic (const Magic  *all,
            gsize         n_magics,
            const guint8 *bytes,
            gsize         n_bytes)
{
  for (gsize i = 0; i < n_magics; i++)
    if (all[i].offset + all[i].n_bytes <= n_bytes &&
        memcmp (bytes + all[i].offset, all[i].bytes, all[i].n_bytes) == 0)
      return &all[i];

  return NULL;
}

/**
 * heed_file_kind_find:
 * @bytes: (array length=n_bytes): the whole file, or its beginning
 *
 * Returns: its kind
 */
HeedFileKind
heed_file_kind_find (gconstpointer bytes,
                     gsize         n_bytes)
{
  gsize n_front = MIN (n_bytes, HEED_FILE_KIND_BYTES);
  const Magic *magic;

  if (n_bytes == 0)
    return HEED_FILE_KIND_EMPTY;

  magic = find_magic (magics, G_N_ELEMENTS (magics), bytes, n_front);
  if (magic == NULL && has_controls (bytes, n_front))
    magic = find_magic (words, G_N_ELEMENTS (words), bytes, n_front);

  if (magic != NULL)
    return magic->kind == HEED_FILE_KIND_ZIP ? find_kind_of_zip (bytes, n_front) : magic->kind;

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (shapes[i].is_one (bytes,
                          shapes[i].kind == HEED_FILE_KIND_TENSORFLOW_INDEX ? n_bytes : n_front))
      return shapes[i].kind;

  return find_kind_of_text (bytes, n_front);
}

/**
 * heed_file_kind_describe:
 *
 * Returns: (nullable): a description to follow "found"; %NULL if the kind is unknown
 */
const char *
heed_file_kind_describe (HeedFileKind kind)
{
  g_return_val_if_fail (kind < HEED_N_FILE_KINDS, NULL);

  return descriptions[kind];
}

/* A reader of text also accepts some more specific kinds of text. */
static gboolean
may_be (HeedFileKind kind,
        HeedFileKind wanted)
{
  if (kind == wanted || kind == HEED_FILE_KIND_UNKNOWN)
    return TRUE;

  if (wanted == HEED_FILE_KIND_TEXT)
    return kind == HEED_FILE_KIND_EMPTY || kind == HEED_FILE_KIND_JSON ||
           kind == HEED_FILE_KIND_XML;

  if (wanted == HEED_FILE_KIND_JSON)
    return kind == HEED_FILE_KIND_TEXT;

  return wanted == HEED_FILE_KIND_TORCH && kind == HEED_FILE_KIND_ZIP;
}

static const char *
describe_for (HeedFileKind kind,
              HeedFileKind wanted)
{
  gboolean is_weights = wanted == HEED_FILE_KIND_SAFETENSORS || wanted == HEED_FILE_KIND_TORCH ||
                        wanted == HEED_FILE_KIND_CTRANSLATE2;

  if (kind == HEED_FILE_KIND_LFS_POINTER && is_weights)
    return "a Git LFS pointer: the weights were not downloaded";

  return heed_file_kind_describe (kind);
}

/**
 * heed_file_kind_refuse:
 * @wanted: the kind that the reader accepts
 * @expected: its description in messages
 *
 * Sets the error that names the kind of a file.
 */
void
heed_file_kind_refuse (HeedFileKind   kind,
                       HeedFileKind   wanted,
                       const char    *expected,
                       GError       **error)
{
  const char *found = describe_for (kind, wanted);

  g_set_error (error, HEED_ERROR,
               kind == HEED_FILE_KIND_EMPTY ? HEED_ERROR_DAMAGED : HEED_ERROR_UNSUPPORTED,
               "expected %s, found %s", expected, found != NULL ? found : "another file");
}

/**
 * heed_file_kind_check:
 * @bytes: (array length=n_bytes): the whole file, or its beginning
 * @wanted: the kind that the reader accepts
 * @expected: its description in messages
 *
 * Errors: %HEED_ERROR_UNSUPPORTED if it is clearly another kind, which the
 * message names; %HEED_ERROR_DAMAGED if it is empty.
 *
 * Returns: whether the reader should try
 */
gboolean
heed_file_kind_check (gconstpointer   bytes,
                      gsize           n_bytes,
                      HeedFileKind    wanted,
                      const char     *expected,
                      GError        **error)
{
  HeedFileKind kind = heed_file_kind_find (bytes, n_bytes);

  if (may_be (kind, wanted))
    return TRUE;

  heed_file_kind_refuse (kind, wanted, expected, error);

  return FALSE;
}
