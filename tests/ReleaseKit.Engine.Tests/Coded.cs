using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Tests;

/// <summary>Assertions on the code of what is thrown.</summary>
internal static class Coded
{
    /// <summary>Runs something that must stop with exactly this code, and gives the diagnostic.</summary>
    public static Diagnostic Throws(DiagnosticDescriptor expected, Action action) =>
        Single(expected, Should.Throw<ReleaseException>(action));

    /// <summary>Runs something that must stop with exactly this code, and gives the diagnostic.</summary>
    public static async Task<Diagnostic> ThrowsAsync(DiagnosticDescriptor expected, Func<Task> action) =>
        Single(expected, await Should.ThrowAsync<ReleaseException>(action));

    private static Diagnostic Single(DiagnosticDescriptor expected, ReleaseException exception)
    {
        var diagnostic = exception.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Code.ShouldBe(expected.Code);
        return diagnostic;
    }
}
