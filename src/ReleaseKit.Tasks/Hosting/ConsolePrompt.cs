using ReleaseKit.Engine.ChangeFiles;

namespace ReleaseKit.Tasks.Hosting;

/// <summary>The terminal that the build was started from. Nobody is there when standard input is not one.</summary>
/// <param name="say">Shows a question.</param>
internal sealed class ConsolePrompt(Action<string> say) : IPrompt
{
    /// <inheritdoc/>
    public bool IsAvailable => !Console.IsInputRedirected;

    /// <inheritdoc/>
    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        say(question);

        // Reading a line cannot be cancelled; a cancelled build does not wait for it.
        return await System.Threading.Tasks.Task.Run(Console.In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
    }
}
