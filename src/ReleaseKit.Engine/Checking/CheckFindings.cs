using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Checking;

/// <summary>What a check found.</summary>
/// <param name="Problems">What is wrong; empty when nothing is.</param>
/// <param name="Remark">What is worth knowing although nothing is wrong, such as what could not be asked; empty when nothing is.</param>
public sealed record CheckFindings(ImmutableArray<Diagnostic> Problems, string Remark = "")
{
    /// <summary>Nothing is wrong, and nothing is worth saying.</summary>
    public static CheckFindings None { get; } = new([]);

    /// <summary>Problems alone.</summary>
    public static CheckFindings Of(params IEnumerable<Diagnostic> problems) => new([.. problems]);
}
