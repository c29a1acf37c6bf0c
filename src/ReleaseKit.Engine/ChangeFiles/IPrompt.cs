namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>Somebody to ask.</summary>
public interface IPrompt
{
    /// <summary>Whether anybody can answer.</summary>
    bool IsAvailable { get; }

    /// <summary>Asks and waits for a line.</summary>
    /// <returns>The line without its end; null when there will be no answer.</returns>
    Task<string?> AskAsync(string question, CancellationToken cancellationToken);
}
