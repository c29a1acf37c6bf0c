using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>JSON as JavaScript tools write it: indented by two, line feeds, nothing escaped that need not be.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text of a document, a line feed at its end.</summary>
    public static string Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
