using System.Text.RegularExpressions;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests.Pipelines;

/// <summary>Runs the steps of a job on a machine of its own, with the variables that the service sets and the expressions that it would replace.</summary>
/// <param name="clone">Gives a fresh clone of a revision.</param>
/// <param name="variables">Variables of every step.</param>
/// <param name="expressions">Values of expressions, as they are written in the file.</param>
internal sealed partial class PipelineMachine(Func<string, ReleaseWorkspace> clone, IReadOnlyDictionary<string, string?> variables, IReadOnlyDictionary<string, string> expressions)
{
    /// <summary>Runs them until one fails.</summary>
    /// <returns>The work tree and what was said.</returns>
    public (ReleaseWorkspace Tree, CommandResult Result) Run(IEnumerable<PipelineStep> steps, string revision)
    {
        ReleaseWorkspace? tree = null;
        var output = "";
        foreach (var step in steps)
        {
            if (step.Reference is { } reference)
            {
                tree = clone(reference.Length == 0 ? revision : Value(reference));
                continue;
            }

            tree.ShouldNotBeNull("a job checks out first");
            var environment = new Dictionary<string, string?>(tree.Variables);
            foreach (var (name, value) in variables)
            {
                environment[name] = value?.Replace("{tree}", tree.Root, StringComparison.Ordinal);
            }

            foreach (var (name, value) in step.Environment)
            {
                environment[name] = Value(value);
            }

            var result = CommandLine.Run(tree.Root, "bash", ["-e", "-o", "pipefail", "-c", step.Script], environment);
            output += result.Output;
            if (result.ExitCode != 0)
            {
                return (tree, result with { Output = output });
            }
        }

        return (tree!, new CommandResult(0, output, output));
    }

    /// <summary>The text with every expression replaced; one that is not known fails the test.</summary>
    private string Value(string text) => Expression().Replace(text, match => expressions.TryGetValue(match.Value, out var value) ? value : throw new InvalidOperationException($"no value for {match.Value}"));

    [GeneratedRegex(@"\$\{\{[^}]*\}\}|\$\([A-Za-z_]+\)")]
    private static partial Regex Expression();
}
