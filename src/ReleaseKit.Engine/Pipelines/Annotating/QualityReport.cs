using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Pipelines.Annotating;

/// <summary>Diagnostics as GitLab's report of code quality: https://docs.gitlab.com/ci/testing/code_quality.</summary>
internal static class QualityReport
{
    /// <summary>The report with one more diagnostic; the same one twice is once.</summary>
    public static string Add(string? report, Diagnostic diagnostic, string file)
    {
        var entries = Parse(report);
        var line = Math.Max(diagnostic.Location?.Line ?? 0, 1);
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{diagnostic.Code}\n{file}\n{line}\n{diagnostic.Message}")))[..32];
        if (!entries.Any(e => (string?)e?["fingerprint"] == fingerprint))
        {
            entries.Add(new JsonObject
            {
                ["description"] = diagnostic.Message,
                ["check_name"] = diagnostic.Code,
                ["fingerprint"] = fingerprint,
                ["severity"] = diagnostic.Descriptor.Severity == DiagnosticSeverity.Error ? "critical" : "minor",
                ["location"] = new JsonObject { ["path"] = file, ["lines"] = new JsonObject { ["begin"] = line } },
            });
        }

        return entries.ToJsonString() + "\n";
    }

    /// <summary>A report that is damaged, as after a kill, is begun anew.</summary>
    private static JsonArray Parse(string? report)
    {
        try
        {
            return string.IsNullOrWhiteSpace(report) ? [] : JsonNode.Parse(report) as JsonArray ?? [];
        }
        catch (System.Text.Json.JsonException)
        {
            return [];
        }
    }
}
