namespace ReleaseKit.Tasks.Hosting;

/// <summary>Something to do when the build ends, after a failure and after Ctrl-C too: registered as a task object, MSBuild disposes of it then.</summary>
/// <param name="act">Safe to do when it has been done already.</param>
internal sealed class BuildEnd(Action act) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => act();
}
