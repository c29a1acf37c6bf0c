using System.Collections.Immutable;
using System.Text.Json;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Harness;

/// <summary>What <c>-getTargetResult</c> printed.</summary>
/// <param name="Result"><c>Success</c> or <c>Failure</c>.</param>
/// <param name="Items">The items by identity, each with all of its metadata.</param>
internal sealed record TargetAnswer(string Result, ImmutableSortedDictionary<string, ImmutableDictionary<string, string>> Items)
{
    /// <summary>Asks for a target's result; standard output must be that JSON and nothing else.</summary>
    public static TargetAnswer Ask(ReleaseWorkspace workspace, string target, params string[] arguments)
    {
        var answer = workspace.MSBuild(target, [$"-getTargetResult:{target}", .. arguments]);
        answer.ExitCode.ShouldBe(0, answer.Output);
        using var document = JsonDocument.Parse(answer.StandardOutput);
        var result = document.RootElement.GetProperty("TargetResults").GetProperty(target);
        return new TargetAnswer(
            result.GetProperty(nameof(Result)).GetString()!,
            result.GetProperty(nameof(Items)).EnumerateArray()
                .Select(item => item.EnumerateObject().ToImmutableDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal))
                .ToImmutableSortedDictionary(item => item["Identity"], item => item, StringComparer.Ordinal));
    }

    /// <summary>The metadata of one item, in the order asked for.</summary>
    public string[] Metadata(string identity, params string[] names) => [.. names.Select(name => Items[identity][name])];
}
