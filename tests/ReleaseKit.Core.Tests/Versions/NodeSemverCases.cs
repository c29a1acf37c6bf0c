using System.Text.Json;
using ReleaseKit.Testing;

namespace ReleaseKit.Core.Tests.Versions;

/// <summary>The fixtures of node-semver, as arrays of <c>[left, right, options]</c>.</summary>
internal static class NodeSemverCases
{
    /// <summary>
    /// The cases of one file that say something about this product: versions are strict here, and the option
    /// <c>includePrerelease</c>, which npm does not use for dependencies, does not exist.
    /// </summary>
    public static IEnumerable<JsonElement[]> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(TestAssets.PathOf("conformance", "node-semver", file)));
        return [.. document.RootElement.Clone().EnumerateArray().Select(c => c.EnumerateArray().ToArray()).Where(c => !Asks(c, "includePrerelease"))];
    }

    /// <summary>Whether a case is meant for node-semver's loose mode.</summary>
    public static bool IsLoose(JsonElement[] testCase) => testCase.Any(e => e.ValueKind == JsonValueKind.True) || Asks(testCase, "loose");

    private static bool Asks(JsonElement[] testCase, string option) =>
        testCase.Any(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty(option, out var value) &&
            value.ValueKind is JsonValueKind.True or JsonValueKind.Number && value.ToString() != "0");
}
