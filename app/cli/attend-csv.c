/* attend-csv.c — a decoded sentence as CSV, one line per cell
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Uses the long form, which spreadsheets and data frames can group and pivot. Texts are always
 * quoted. Source: RFC 4180, but with LF line ends like all output of heed-cli.
 */

#include "app/cli/attend-formats.h"
#include "app/core/translation/step-json.h"
#include "engine/files/json-writer.h"

static void
append_quoted (GString    *out,
               const char *text)
{
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

static void
append_number (GString *out,
               double   number)
{
  char buffer[HEED_NUMBER_BYTES];

  g_string_append (out, heed_json_format_number (number, buffer));
}

static void
write_header (GString *out)
{
  g_string_append (
    out, "sentence,kind,layer,head,row,row_token,column,column_token,weight,score,error\n");
}

static void
write_cell (GString                *out,
            const HeedAttendRecord *record,
            const HeedAttendMap    *map,
            guint                   row,
            guint                   column)
{
  gsize cell = (gsize) row * map->weights->n_columns + column;

  g_string_append_printf (out, "%" G_GUINT64_FORMAT ",%s,%d,", record->number,
                          heed_attention_kind_get_name (map->site.kind), map->site.layer);
  if (map->site.head == HEED_HEAD_MEAN)
    g_string_append_printf (out, "mean,%u,", row);
  else
    g_string_append_printf (out, "%d,%u,", map->site.head, row);
  append_quoted (out, g_ptr_array_index (map->rows, row));
  g_string_append_printf (out, ",%u,", column);
  append_quoted (out, g_ptr_array_index (map->columns, column));
  g_string_append_c (out, ',');
  append_number (out, map->weights->values[cell]);
  g_string_append_c (out, ',');
  if (map->scores != NULL)
    append_number (out, map->scores->values[cell]);
  g_string_append (out, ",\n");
}

static void
write_record (GString                *out,
              const HeedAttendRecord *record)
{
  for (guint i = 0; i < record->maps->len; i++)
    {
      const HeedAttendMap *map = &g_array_index (record->maps, HeedAttendMap, i);

      for (guint row = 0; row < map->weights->n_rows; row++)
        for (guint column = 0; column < map->weights->n_columns; column++)
          write_cell (out, record, map, row, column);
    }
}

static void
write_problem (GString    *out,
               guint64     number,
               const char *text,
               const char *problem)
{
  g_string_append_printf (out, "%" G_GUINT64_FORMAT ",,,,,,,,,,", number);
  append_quoted (out, problem);
  g_string_append_c (out, '\n');
}

const HeedAttendFormat heed_attend_csv = {
  .begin = write_header,
  .write = write_record,
  .fail = write_problem,
};
