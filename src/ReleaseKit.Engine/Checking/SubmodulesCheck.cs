using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Checking;

/// <summary>Submodules have their files.</summary>
public sealed class SubmodulesCheck : ICheck
{
    private const int Shown = 5;

    /// <inheritdoc/>
    public string Name => "submodules";

    /// <inheritdoc/>
    public string Purpose => "Every submodule has its files.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [RepositoryCheckCodes.Submodule];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var empty = await context.Git.State().EmptySubmodulesAsync(cancellationToken);
        return empty.IsEmpty ? CheckFindings.None : CheckFindings.Of(RepositoryCheckCodes.Submodule.At(
            new SourceLocation(".gitmodules"),
            $"Without files here: {DisplayText.Line(string.Join(", ", empty.Take(Shown)))}{(empty.Length > Shown ? $" and {empty.Length - Shown} more" : "")}. " +
            "A package that is built from them would lack them; run git submodule update --init --recursive."));
    }
}
