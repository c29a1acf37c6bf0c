using System.Collections.Immutable;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Checking;

/// <summary>Every client that the plan needs is on this machine.</summary>
public sealed class ToolsCheck : ICheck
{
    /// <inheritdoc/>
    public string Name => "tools";

    /// <inheritdoc/>
    public string Purpose => "Every client that the plan needs is on this machine.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [ToolCodes.Missing];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        var seen = new HashSet<(string Ecosystem, string Tool)>();
        foreach (var package in context.Packages)
        {
            foreach (var tool in await context.Ecosystems[package.Id.Ecosystem].Packager.FindMissingToolsAsync(package, cancellationToken))
            {
                if (seen.Add((package.Id.Ecosystem, tool.Name)))
                {
                    problems.Add(ToolCodes.Missing.Create($"{package.Id} needs {tool.Name}, which this machine lacks. {tool.Remedy}"));
                }
            }
        }

        if (context.Workspace.Configuration is { Isolation: Isolation.Worktree, IsolationSetup: [var setup, ..] } && context.Processes.Find(setup) is null)
        {
            problems.Add(ToolCodes.Missing.At(new SourceLocation("releasekit.toml"), $"isolation_setup begins with '{Core.Text.DisplayText.Line(setup)}', which this machine lacks. Install it, or put its folder on PATH."));
        }

        return CheckFindings.Of(problems);
    }
}
