using System.Globalization;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ReleaseKit.Rehearsal.Pub;

/// <summary>Turns a pubspec into the JSON that listings carry.</summary>
internal static class Pubspec
{
    private const int Deepest = 32;

    /// <summary>The pubspec as JSON; refuses with 400 what is no YAML mapping.</summary>
    public static JsonObject Read(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: YamlMappingNode root }] ? Convert(root, 0) : throw new RefusedException(400, "pubspec.yaml is no mapping.");
        }
        catch (YamlException malformed)
        {
            throw new RefusedException(400, $"pubspec.yaml cannot be read: {malformed.Message}");
        }
    }

    private static JsonObject Convert(YamlMappingNode mapping, int depth)
    {
        var result = new JsonObject();
        foreach (var (key, value) in mapping.Children)
        {
            result[(key as YamlScalarNode)?.Value ?? throw new RefusedException(400, "pubspec.yaml has a key that is no text.")] = Convert(value, depth + 1);
        }

        return result;
    }

    private static JsonNode? Convert(YamlNode node, int depth) => node switch
    {
        _ when depth > Deepest => throw new RefusedException(400, "pubspec.yaml is nested too deeply."),
        YamlMappingNode mapping => Convert(mapping, depth),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(item => Convert(item, depth + 1))]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value ?? ""),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };

    /// <summary>As YAML 1.2 reads what has no quotes.</summary>
    private static JsonValue? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
