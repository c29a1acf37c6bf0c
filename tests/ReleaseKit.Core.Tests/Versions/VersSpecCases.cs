using System.Text.Json;
using ReleaseKit.Testing;

namespace ReleaseKit.Core.Tests.Versions;

/// <summary>The test documents of package-url/vers-spec.</summary>
internal static class VersSpecCases
{
    /// <summary>Every case of one file: its input and what is expected.</summary>
    public static (string Type, JsonElement Input, JsonElement Expected)[] Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(TestAssets.PathOf("conformance", "vers-spec", file)));
        return [.. document.RootElement.Clone().GetProperty("tests").EnumerateArray().Select(test =>
            (test.GetProperty("test_type").GetString()!, test.GetProperty("input"), test.GetProperty("expected_output")))];
    }
}
