namespace ReleaseKit.Engine.Ledgers;

/// <summary>The release that is under way in a work tree, for tasks in whichever process.</summary>
/// <param name="Release">Its id.</param>
/// <param name="Runner">The run.</param>
/// <param name="IsContinued">Whether it has entries of earlier runs.</param>
internal sealed record RunState(string Release, string Runner, bool IsContinued);
