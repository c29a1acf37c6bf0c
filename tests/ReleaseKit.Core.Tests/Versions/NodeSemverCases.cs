using System.Text.Json;
using ReleaseKit.Core.Versions;
using ReleaseKit.Testing;

namespace ReleaseKit.Core.Tests.Versions;

/// <summary>The fixtures of node-semver, as arrays of <c>[left, right, options]</c>.</summary>
internal static class NodeSemverCases
{
    /// <summary>Every case of one file.</summary>
    public static JsonElement[][] Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(TestAssets.PathOf("conformance", "node-semver", file)));
        return [.. document.RootElement.Clone().EnumerateArray().Select(c => c.EnumerateArray().ToArray())];
    }

    /// <summary>The options at an index: nothing, <c>true</c> for loose, or an object.</summary>
    public static SemanticOptions Options(JsonElement[] testCase, int index)
    {
        var options = index < testCase.Length ? testCase[index] : default;
        return options.ValueKind == JsonValueKind.True ? SemanticOptions.Loose
            : (Asks(options, "loose") ? SemanticOptions.Loose : 0) | (Asks(options, "includePrerelease") ? SemanticOptions.IncludePrerelease : 0);
    }

    /// <summary>The version by the options; null when it is none.</summary>
    public static SemanticVersion? Version(JsonElement text, SemanticOptions options) =>
        text.ValueKind != JsonValueKind.String ? null
        : options.HasFlag(SemanticOptions.Loose) ? (SemanticVersion.TryParseLoose(text.GetString(), out var loose) ? loose : null)
        : SemanticVersion.TryParse(text.GetString(), out var strict) ? strict : null;

    /// <summary>The range by the options; null when it is none.</summary>
    public static SemanticRange? Range(JsonElement text, SemanticOptions options) =>
        SemanticRange.TryParse(text.GetString(), options, out var range) ? range : null;

    private static bool Asks(JsonElement options, string option) =>
        options.ValueKind == JsonValueKind.Object && options.TryGetProperty(option, out var value) &&
        value.ValueKind is JsonValueKind.True or JsonValueKind.Number && value.ToString() != "0";
}
